/* SPDX-License-Identifier: MIT */
#include "codec/jpeg_build.h"
#include "codec/picture.h"
#include "perturb/conditions.h"

/* The whole picture as a file of quality 75 with a restart marker after each row of units. */
static unsigned char *make_file(const mltest_image_view *view, unsigned long *n)
{
    struct jpeg_compress_struct c;
    struct jpeg_error_mgr errors;
    unsigned char *bytes = NULL;
    memset(&c, 0, sizeof c);
    c.err = jpeg_std_error(&errors);
    jpeg_create_compress(&c);
    jpeg_mem_dest(&c, &bytes, n);
    c.image_width = view->width;
    c.image_height = view->height;
    c.input_components = (int)mlt_format_channels(view->format);
    c.in_color_space = c.input_components == 1 ? JCS_GRAYSCALE : JCS_RGB;
    jpeg_set_defaults(&c);
    jpeg_set_quality(&c, 75, TRUE);
    c.restart_in_rows = 1;
    jpeg_start_compress(&c, TRUE);
    while (c.next_scanline < view->height) {
        JSAMPROW row = (JSAMPROW)(uintptr_t)mlt_view_row(view, c.next_scanline);
        jpeg_write_scanlines(&c, &row, 1);
    }
    jpeg_finish_compress(&c);
    jpeg_destroy_compress(&c);
    return bytes;
}

static bool shows(const unsigned char *bytes, unsigned long n, const mlt_image *image)
{
    mlt_pixels pixels;
    if (mlt_picture_decode(NULL, "t", bytes, n, &pixels, NULL) != MLTEST_OK)
        return false;
    bool same = pixels.width == image->width && pixels.height == image->height &&
                memcmp(pixels.data, image->data, image->height * (size_t)image->stride_bytes) == 0;
    mlt_pixels_free(NULL, &pixels);
    return same;
}

/* Whether one of all single bits of the file's data makes just these pixels. */
static bool is_one_bit(const mltest_image_view *view, const char *id)
{
    unsigned long n = 0;
    unsigned char *bytes = make_file(view, &n);
    mlt_perturbed made = perturb(view, "bit_error@1", id);
    bool found = false;
    ck_assert(!shows(bytes, n, &made.image));
    for (unsigned long i = 8 * jb_find(bytes, n, 0xDA); i < 8 * (n - 2) && !found; i++) {
        bytes[i / 8] ^= (unsigned char)(0x80 >> i % 8);
        found = shows(bytes, n, &made.image);
        bytes[i / 8] ^= (unsigned char)(0x80 >> i % 8);
    }
    mlt_perturbed_free(&made);
    free(bytes);
    return found;
}

/* Smooth, with all kinds of coefficients. */
static uint8_t waves(uint32_t x, uint32_t y, uint32_t channel)
{
    return (uint8_t)(100 + (x * x / (3 + channel) + y * (5 + channel)) % 90);
}

/* All but those of coefficients that no picture has, of which each decoder makes what it likes. */
START_TEST(test_one_bit_of_the_whole_file)
{
    enum { SAMPLES = 8 };
    int found = 0;
    picture p = plain_picture(waves, 45, 55, MLTEST_FORMAT_RGB8);
    picture q = plain_picture(waves, 61, 29, MLTEST_FORMAT_GRAY8);
    for (int sample = 0; sample < SAMPLES; sample++) {
        char id[16];
        snprintf(id, sizeof id, "%d", sample);
        found += is_one_bit(&p.view, id);
        found += is_one_bit(&q.view, id);
    }
    ck_assert_msg(found >= 2 * SAMPLES * 3 / 4, "%d", found);
    free(p.block);
    free(q.block);
}
END_TEST

enum { UNIT = 16, ROWS = 40, WIDTH = 96 };

/* Which rows of units differ from the same file without an error by more than the smoothing of
 * colour can carry over. */
static void find_hits(bool hits[ROWS], const mltest_image_view *view, const char *text,
                      const char *id)
{
    mlt_perturbed made = perturb(view, text, id);
    mlt_perturbed whole = perturb(view, "jpeg_compression@1{quality=75}", id);
    const uint8_t *a = made.image.data, *b = whole.image.data;
    for (int i = 0; i < ROWS; i++) {
        size_t n = (size_t)3 * WIDTH, first = (size_t)i * UNIT * n;
        hits[i] = memcmp(a + first + n, b + first + n, (UNIT - 2) * n) != 0;
    }
    mlt_perturbed_free(&made);
    mlt_perturbed_free(&whole);
}

/* As many rows as are asked for, at least one; a stronger severity has those of the weaker one. */
START_TEST(test_rows)
{
    static const int want[] = {1, 2, 4, 8, 14}; /* of 40 */
    picture p = plain_picture(waves, WIDTH, ROWS * UNIT, MLTEST_FORMAT_RGB8);
    int places[ROWS] = {0}, never = 0;
    for (int sample = 0; sample < 12; sample++) {
        bool hits[ROWS], before[ROWS] = {false};
        char id[16], text[32];
        snprintf(id, sizeof id, "%d", sample);
        for (int s = 1; s <= 5; s++) {
            int n = 0;
            snprintf(text, sizeof text, "bit_error@%d", s);
            find_hits(hits, &p.view, text, id);
            for (int i = 0; i < ROWS; i++) {
                ck_assert(hits[i] || !before[i]);
                before[i] = hits[i];
                n += hits[i];
                places[i] += hits[i];
            }
            ck_assert_int_le(n, want[s - 1]);
            ck_assert_int_ge(n, want[s - 1] * 3 / 4); /* the last tries may not show */
        }
    }
    for (int i = 0; i < ROWS; i++)
        never += places[i] == 0;
    ck_assert_int_le(never, 3);
    free(p.block);
}
END_TEST

/* Each row is hit; none but one in a picture of one. */
START_TEST(test_extremes)
{
    picture p = plain_picture(waves, WIDTH, ROWS * UNIT, MLTEST_FORMAT_RGB8);
    bool hits[ROWS];
    int n = 0;
    find_hits(hits, &p.view, "bit_error@1{fraction=1}", "a");
    for (int i = 0; i < ROWS; i++)
        n += hits[i];
    ck_assert_int_ge(n, ROWS * 9 / 10);
    find_hits(hits, &p.view, "bit_error@1{fraction=0}", "a");
    n = 0;
    for (int i = 0; i < ROWS; i++)
        n += hits[i];
    ck_assert_int_eq(n, 1);
    free(p.block);
}
END_TEST

/* The error goes from its place to the right, and most of them are plain to see. */
START_TEST(test_errors_show)
{
    picture p = plain_picture(waves, WIDTH, UNIT, MLTEST_FORMAT_RGB8);
    int plain = 0;
    for (int sample = 0; sample < 40; sample++) {
        char id[16];
        snprintf(id, sizeof id, "%d", sample);
        mlt_perturbed made = perturb(&p.view, "bit_error@1", id);
        mlt_perturbed whole = perturb(&p.view, "jpeg_compression@1{quality=75}", id);
        double change = 0;
        for (int i = 0; i < WIDTH * UNIT * 3; i++)
            change +=
                abs(((const uint8_t *)made.image.data)[i] - ((const uint8_t *)whole.image.data)[i]);
        plain += change / (WIDTH * UNIT * 3) > .8;
        mlt_perturbed_free(&made);
        mlt_perturbed_free(&whole);
    }
    ck_assert_int_ge(plain, 34);
    free(p.block);
}
END_TEST

Suite *mlt_suite_perturb_bit_error(void);
Suite *mlt_suite_perturb_bit_error(void)
{
    Suite *suite = suite_create("perturb_bit_error");
    TCase *tc = tcase_create("kind");
    tcase_set_timeout(tc, 60);
    tcase_add_test(tc, test_one_bit_of_the_whole_file);
    tcase_add_test(tc, test_rows);
    tcase_add_test(tc, test_extremes);
    tcase_add_test(tc, test_errors_show);
    suite_add_tcase(suite, tc);
    return suite;
}
