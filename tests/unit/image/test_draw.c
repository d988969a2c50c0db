/* SPDX-License-Identifier: MIT */
#include "image/draw.h"

#include <stdlib.h>

#include "image/font.h"
#include "image/pictures.h"

static const mlt_colour red = {200, 10, 20}, black = {0, 0, 0}, white = {255, 255, 255};

static mlt_image canvas(uint32_t width, uint32_t height)
{
    mlt_image image;
    mlt_image_init(&image, NULL);
    ck_assert_int_eq(mlt_image_resize(&image, width, height, MLTEST_FORMAT_RGB8, NULL), MLTEST_OK);
    memset(image.data, 0, image.cap);
    return image;
}

static bool is_red(const mlt_image *image, int64_t x, int64_t y)
{
    const uint8_t *p = (const uint8_t *)image->data + y * image->stride_bytes + 3 * x;
    ck_assert(p[0] == 0 || (p[0] == red.r && p[1] == red.g && p[2] == red.b));
    return p[0] != 0;
}

static unsigned count_red(const mlt_image *image)
{
    unsigned n = 0;
    for (uint32_t i = 0; i < image->width * image->height; i++)
        n += is_red(image, i % image->width, i / image->width);
    return n;
}

START_TEST(test_fill_is_half_open_and_cut_off)
{
    mlt_image image = canvas(10, 8);
    mlt_draw_fill(&image, 2, 3, 5, 7, red);
    ck_assert_uint_eq(count_red(&image), 12);
    ck_assert(is_red(&image, 2, 3) && is_red(&image, 4, 6));
    ck_assert(!is_red(&image, 5, 3) && !is_red(&image, 2, 7));
    mlt_draw_fill(&image, 5, 5, 2, 2, red); /* inside out: nothing */
    mlt_draw_fill(&image, -100, -100, 0, 0, red);
    mlt_draw_fill(&image, 10, 0, 1000, 8, red);
    ck_assert_uint_eq(count_red(&image), 12);
    mlt_draw_fill(&image, INT64_MIN, INT64_MIN, INT64_MAX, INT64_MAX, red);
    ck_assert_uint_eq(count_red(&image), 80);
    mlt_image_free(&image);
}
END_TEST

START_TEST(test_outline_stays_inside)
{
    mlt_image image = canvas(20, 20);
    mlt_draw_outline(&image, 3, 4, 13, 12, 2, red);
    ck_assert_uint_eq(count_red(&image), 10 * 8 - 6 * 4);
    ck_assert(is_red(&image, 3, 4) && is_red(&image, 12, 11) && is_red(&image, 4, 8));
    ck_assert(!is_red(&image, 5, 6) && !is_red(&image, 13, 5) && !is_red(&image, 2, 4));
    memset(image.data, 0, image.cap);
    mlt_draw_outline(&image, 6, 6, 7, 9, 3, red); /* thinner than the line */
    ck_assert_uint_eq(count_red(&image), 3);
    memset(image.data, 0, image.cap);
    mlt_draw_outline(&image, 6, 6, 6, 9, 3, red); /* nothing to outline */
    ck_assert_uint_eq(count_red(&image), 0);
    mlt_draw_outline(&image, -5, -5, 40, 40, 6, red); /* one line of each side is inside */
    ck_assert_uint_eq(count_red(&image), 20 + 20 - 1);
    mlt_image_free(&image);
}
END_TEST

START_TEST(test_text)
{
    mlt_image image = canvas(40, 12);
    mlt_draw_text(&image, 1, 1, 1, "L", white, red);
    /* a ground of 7 × 9 with the letter's 11 dots on it */
    unsigned dots = 0, ground = 0;
    for (uint32_t i = 0; i < 40 * 12; i++) {
        const uint8_t *p = (const uint8_t *)image.data + (size_t)3 * i;
        dots += p[2] == 255;
        ground += p[2] == red.b;
    }
    ck_assert_uint_eq(dots, 11);
    ck_assert_uint_eq(ground, 7 * 9 - 11);
    ck_assert_uint_eq(((const uint8_t *)image.data)[(2 * 40 + 2) * 3], 255); /* its top-left dot */
    mlt_image_free(&image);
}
END_TEST

START_TEST(test_text_is_scaled_and_cut_off)
{
    mlt_image image = canvas(30, 30);
    unsigned dots = 0;
    for (const char *c = "Ag"; *c != '\0'; c++) {
        for (int i = 0; i < 35; i++)
            dots += (unsigned)mlt_font_glyph(*c)[i / 5] >> (i % 5) & 1u;
    }
    mlt_draw_text(&image, 0, 0, 2, "Ag", red, black);
    ck_assert_uint_eq(count_red(&image), 4 * dots);
    mlt_draw_text(&image, -7, -3, 3, "outside \xC3\xA9", red, black);
    mlt_draw_text(&image, 1000, 1000, 1, "nowhere", red, black);
    mlt_draw_text(&image, 0, 0, 1, "", red, black);
    mlt_image_free(&image);
}
END_TEST

/* Grey repeats, alpha goes, 16 bits become 8, blue first becomes red first. */
START_TEST(test_pictures_of_every_format)
{
    static const uint32_t formats[] = {
        MLTEST_FORMAT_GRAY8, MLTEST_FORMAT_GRAY16, MLTEST_FORMAT_RGB8, MLTEST_FORMAT_RGB16,
        MLTEST_FORMAT_RGBA8, MLTEST_FORMAT_BGR8,   MLTEST_FORMAT_BGRA8};
    for (size_t i = 0; i < sizeof formats / sizeof formats[0]; i++) {
        picture p = make_picture(texture, 7, 6, formats[i], 3, 1, true);
        mlt_image image = canvas(9, 9);
        mlt_draw_picture(&image, 2, 4, &p.view); /* its last row is cut off */
        bool grey = mlt_format_channels(formats[i]) == 1;
        for (uint32_t k = 0; k < 9 * 9 * 3; k++) {
            uint32_t x = k / 3 % 9, y = k / 27, c = k % 3;
            bool inside = x >= 2 && y >= 4;
            uint8_t want = inside ? texture(x - 2, y - 4, grey ? 0 : c) : 0;
            ck_assert_uint_eq(((const uint8_t *)image.data)[k], want);
        }
        mlt_image_free(&image);
        free(p.block);
    }
}
END_TEST

Suite *mlt_suite_image_draw(void);
Suite *mlt_suite_image_draw(void)
{
    Suite *suite = suite_create("image_draw");
    TCase *tc = tcase_create("draw");
    tcase_add_test(tc, test_fill_is_half_open_and_cut_off);
    tcase_add_test(tc, test_outline_stays_inside);
    tcase_add_test(tc, test_text);
    tcase_add_test(tc, test_text_is_scaled_and_cut_off);
    tcase_add_test(tc, test_pictures_of_every_format);
    suite_add_tcase(suite, tc);
    return suite;
}
