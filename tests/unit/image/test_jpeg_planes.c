/* SPDX-License-Identifier: MIT */
#include "image/jpeg_planes.h"

#include "codec/jpeg.h"
#include "image/jpeg_blocks.h"
#include "image/jpeg_steps.h"
#include "image/pictures.h"

/* Black and white without order: the largest coefficients. */
static uint8_t stark(uint32_t x, uint32_t y, uint32_t channel)
{
    return texture(x, y, channel) < 128 ? 0 : 255;
}

/* Waves of several lengths. */
static uint8_t waves(uint32_t x, uint32_t y, uint32_t channel)
{
    uint32_t v = (x * x / (3 + channel) + y * (5 + channel)) % 510;
    return (uint8_t)(v < 255 ? v : 510 - v);
}

static const picture_function functions[] = {scene, texture, stark, waves};
enum { N_FUNCTIONS = sizeof functions / sizeof functions[0] };

/* The picture without the file. Its memory is as short as it may be. */
static void pass(const mltest_image_view *view, int quality, mlt_image *out)
{
    mlt_jpeg_planes planes;
    mlt_dct_steps steps;
    void *memory = malloc(mlt_jpeg_planes_bytes(view));
    ck_assert_ptr_nonnull(memory);
    ck_assert_int_eq(mlt_image_resize(out, view->width, view->height, view->format, NULL),
                     MLTEST_OK);
    mlt_jpeg_planes_init(&planes, view, memory);
    mlt_jpeg_split(&planes, view);
    for (uint32_t k = 0; k < planes.n; k++) {
        mlt_jpeg_steps(&steps, k > 0, quality);
        mlt_jpeg_quantise(&planes.planes[k], &steps);
    }
    mlt_jpeg_join(&planes, view, out);
    free(memory);
}

/* How many samples of row y differ from those of a decoded row, and alpha from the old one. */
static uint32_t n_different(const mltest_image_view *got, const mltest_image_view *old, uint32_t y,
                            const uint8_t *row)
{
    uint32_t n = 0, channels = mlt_format_channels(got->format);
    unsigned unit = mlt_format_is_16bit(got->format) ? 257 : 1;
    for (uint32_t i = 0; i < got->width * channels; i++)
        n += sample_at(got, i / channels, y, i % channels) == row[i] * unit ? 0 : 1;
    for (uint32_t x = 0; mlt_format_has_alpha(got->format) && x < got->width; x++)
        n += sample_at(got, x, y, 3) == sample_at(old, x, y, 3) ? 0 : 1;
    return n;
}

/* The same with and without a file. */
static uint32_t n_different_by_file(const mltest_image_view *view, int quality)
{
    mlt_text file;
    mlt_pixels want;
    mlt_image out;
    uint32_t n = 0;
    mlt_text_init(&file, NULL);
    mlt_image_init(&out, NULL);
    ck_assert_int_eq(mlt_jpeg_encode(NULL, view, quality, &file, NULL), MLTEST_OK);
    ck_assert_int_eq(mlt_jpeg_decode(NULL, "x", file.bytes, file.n, &want, NULL), MLTEST_OK);
    pass(view, quality, &out);
    mltest_image_view got = mlt_image_view(&out);
    for (uint32_t y = 0; y < view->height; y++)
        n +=
            n_different(&got, view, y, (const uint8_t *)want.data + (int64_t)y * want.stride_bytes);
    mlt_image_free(&out);
    mlt_pixels_free(NULL, &want);
    mlt_text_free(&file);
    return n;
}

static void check(picture_function f, uint32_t width, uint32_t height, uint32_t format, int quality)
{
    picture p = make_picture(f, width, height, format, (size_t)quality % 4, 0xFF, quality % 2 == 0);
    uint32_t n = n_different_by_file(&p.view, quality);
    ck_assert_msg(n == 0, "%u x %u %s, quality %d: %u samples differ", width, height,
                  mlt_format_name(format), quality, n);
    free(p.block);
}

/* Up to two blocks of chroma and a pixel, and every remainder. */
START_TEST(test_sizes)
{
    enum { MOST = 33 };
    uint32_t format = all_formats[_i];
    for (uint32_t width = 1; width <= MOST; width++) {
        for (uint32_t height = 1; height <= MOST; height++) {
            uint32_t t = width * MOST + height;
            for (uint32_t k = 0; k < N_FUNCTIONS; k++)
                check(functions[k], width, height, format, (int)((t * 7 + k * 29) % 100 + 1));
        }
    }
}
END_TEST

START_TEST(test_qualities)
{
    uint32_t format = all_formats[_i];
    for (int quality = 1; quality <= 100; quality++) {
        for (uint32_t k = 0; k < N_FUNCTIONS; k++)
            check(functions[k], 83, 61, format, quality);
    }
}
END_TEST

START_TEST(test_large)
{
    static const uint32_t sizes[][2] = {{640, 640}, {641, 479}, {1, 1000}, {1000, 1}, {320, 7}};
    for (size_t i = 0; i < sizeof sizes / sizeof sizes[0]; i++) {
        for (uint32_t k = 0; k < N_FUNCTIONS; k++)
            check(functions[k], sizes[i][0], sizes[i][1], all_formats[_i], 7 + 9 * (int)k);
    }
}
END_TEST

/* At quality 1 this block comes back with a pixel of 17 of more than 511 above the middle, where
 * libjpeg wraps unless it runs on vectors. White it is. */
START_TEST(test_far_outside)
{
    static const uint8_t block[64] = {13,  0,   0,   246, 0,   241, 67, 255, 46,  0,  255, 171, 255,
                                      255, 255, 255, 0,   255, 0,   0,  255, 0,   42, 0,   255, 29,
                                      255, 255, 255, 255, 255, 255, 21, 0,   82,  0,  0,   0,   24,
                                      1,   0,   37,  0,   238, 222, 0,  54,  255, 0,  162, 0,   0,
                                      255, 0,   255, 255, 0,   255, 0,  0,   255, 0,  150, 84};
    mltest_image_view view = {
        .data = block, .stride_bytes = 8, .width = 8, .height = 8, .format = MLTEST_FORMAT_GRAY8};
    mlt_image out;
    mlt_image_init(&out, NULL);
    pass(&view, 1, &out);
    ck_assert_uint_eq(((const uint8_t *)out.data)[17], 255);
    mlt_image_free(&out);
}
END_TEST

/* Without the quantiser: rounding of colours only, and smooth chroma. */
START_TEST(test_planes_alone)
{
    mlt_jpeg_planes planes;
    mlt_image out;
    picture p = plain_picture(scene, 45, 31, MLTEST_FORMAT_GRAY8);
    void *memory = malloc(mlt_jpeg_planes_bytes(&p.view));
    mlt_image_init(&out, NULL);
    ck_assert_int_eq(mlt_image_resize(&out, 45, 31, MLTEST_FORMAT_GRAY8, NULL), MLTEST_OK);
    mlt_jpeg_planes_init(&planes, &p.view, memory);
    ck_assert_uint_eq(planes.n, 1);
    ck_assert_uint_eq(planes.planes[0].stride, 48);
    mlt_jpeg_split(&planes, &p.view);
    mlt_jpeg_join(&planes, &p.view, &out);
    ck_assert_mem_eq(out.data, p.block, p.n);
    ck_assert_uint_eq(planes.planes[0].samples[31 * 48 + 47], scene(44, 30, 0)); /* repeated */
    mlt_image_free(&out);
    free(memory);
    free(p.block);
}
END_TEST

/* Rows of coding units, of which the last may be lower. */
START_TEST(test_parts)
{
    picture p = plain_picture(scene, 45, 41, MLTEST_FORMAT_RGB8);
    picture q = plain_picture(scene, 45, 41, MLTEST_FORMAT_GRAY8);
    for (int i = 0; i < 2; i++) {
        const mltest_image_view *view = i == 0 ? &p.view : &q.view;
        mlt_jpeg_planes planes;
        void *memory = malloc(mlt_jpeg_planes_bytes(view));
        ck_assert_ptr_nonnull(memory);
        mlt_jpeg_planes_init(&planes, view, memory);
        for (uint32_t k = 0; k < planes.n; k++) {
            uint32_t unit = i == 0 && k == 0 ? 16 : 8, seen = 0;
            for (uint32_t row = 0; seen < planes.planes[k].height; row++) {
                mlt_jpeg_plane part = mlt_jpeg_part(&planes, k, row);
                uint32_t left = planes.planes[k].height - seen;
                ck_assert_uint_eq(part.height, left < unit ? left : unit);
                ck_assert_uint_eq(part.width, planes.planes[k].width);
                ck_assert_uint_eq(part.stride, planes.planes[k].stride);
                ck_assert_ptr_eq(part.samples, planes.planes[k].samples + seen * part.stride);
                seen += part.height;
            }
        }
        free(memory);
    }
    free(p.block);
    free(q.block);
}
END_TEST

Suite *mlt_suite_image_jpeg_planes(void);
Suite *mlt_suite_image_jpeg_planes(void)
{
    Suite *suite = suite_create("image_jpeg_planes");
    TCase *tc = tcase_create("planes");
    tcase_set_timeout(tc, 120);
    tcase_add_loop_test(tc, test_sizes, 0, N_FORMATS);
    tcase_add_loop_test(tc, test_qualities, 0, N_FORMATS);
    tcase_add_loop_test(tc, test_large, 0, N_FORMATS);
    tcase_add_test(tc, test_far_outside);
    tcase_add_test(tc, test_planes_alone);
    tcase_add_test(tc, test_parts);
    suite_add_tcase(suite, tc);
    return suite;
}
