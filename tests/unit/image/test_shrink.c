/* SPDX-License-Identifier: MIT */
#include "image/shrink.h"

#include <stdlib.h>

#include "testing.h"

/* The part of input pixel i of n_in that is under output pixel o of n_out, times n_out. */
static uint64_t under(uint64_t i, uint64_t n_in, uint64_t o, uint64_t n_out)
{
    uint64_t low = i * n_out, high = low + n_out, start = o * n_in, end = start + n_in;
    uint64_t from = low > start ? low : start, to = high < end ? high : end;
    return to > from ? to - from : 0;
}

static uint32_t mean_of(const mltest_image_view *in, const mlt_image *out, uint32_t x, uint32_t y,
                        uint32_t c)
{
    uint32_t step = mlt_format_bytes(in->format);
    uint64_t sum = 0, area = (uint64_t)in->width * in->height;
    for (uint32_t v = 0; v < in->height; v++) {
        uint64_t down = under(v, in->height, y, out->height);
        for (uint32_t u = 0; down > 0 && u < in->width; u++)
            sum += down * under(u, in->width, x, out->width) *
                   mlt_view_row(in, v)[(size_t)u * step + c];
    }
    return (uint32_t)((sum + area / 2) / area);
}

static void check_all(const mltest_image_view *in, const mlt_image *out)
{
    uint32_t step = mlt_format_bytes(in->format);
    for (uint32_t y = 0; y < out->height; y++) {
        const uint8_t *row = (const uint8_t *)out->data + (int64_t)y * out->stride_bytes;
        for (uint32_t i = 0; i < out->width * step; i++)
            ck_assert_uint_eq(row[i], mean_of(in, out, i / step, y, i % step));
    }
}

typedef struct {
    uint32_t width, height, to_width, to_height, format;
} sizes;

/* Widths of more than one block, and grey pictures, whose blocks are the widest. */
static const sizes cases[] = {
    {1, 1, 1, 1, MLTEST_FORMAT_RGB8},       {17, 13, 5, 13, MLTEST_FORMAT_RGB8},
    {17, 13, 17, 4, MLTEST_FORMAT_RGBA8},   {31, 29, 1, 1, MLTEST_FORMAT_RGB8},
    {40, 20, 39, 19, MLTEST_FORMAT_BGR8},   {64, 32, 32, 16, MLTEST_FORMAT_GRAY8},
    {1999, 3, 1500, 2, MLTEST_FORMAT_RGB8}, {3001, 2, 2999, 1, MLTEST_FORMAT_GRAY8},
    {1500, 2, 3, 1, MLTEST_FORMAT_GRAY8},
};

static bool shrink(const sizes *s, mlt_image *out, bool check)
{
    size_t stride = (size_t)s->width * mlt_format_bytes(s->format) + 5;
    uint8_t *pixels = malloc(stride * s->height);
    ck_assert_ptr_nonnull(pixels);
    for (size_t i = 0; i < stride * s->height; i++)
        pixels[i] = (uint8_t)(i * i * 31 + i / 7);
    const mltest_image_view view = {.data = pixels + stride * (s->height - 1),
                                    .stride_bytes = -(int64_t)stride,
                                    .width = s->width,
                                    .height = s->height,
                                    .format = s->format};
    ck_assert_int_eq(mlt_image_resize(out, s->to_width, s->to_height, s->format, NULL), MLTEST_OK);
    bool done = mlt_image_shrink_words(out, &view);
    if (check)
        check_all(&view, out);
    free(pixels);
    return done;
}

START_TEST(test_every_pixel_is_the_mean)
{
    mlt_image out;
    mlt_image_init(&out, NULL);
    ck_assert(shrink(&cases[_i], &out, true));
    mlt_image_free(&out);
}
END_TEST

/* 16 bits, larger, more under a pixel than a block holds, sums beyond 32 bits. */
START_TEST(test_what_is_left_to_the_slow_way)
{
    static const sizes others[] = {{20, 20, 10, 10, MLTEST_FORMAT_RGB16},
                                   {20, 20, 21, 10, MLTEST_FORMAT_RGB8},
                                   {20, 20, 10, 21, MLTEST_FORMAT_RGB8},
                                   {2049, 1, 1, 1, MLTEST_FORMAT_GRAY8},
                                   {997, 9001, 2, 2, MLTEST_FORMAT_GRAY8}};
    mlt_image out;
    mlt_image_init(&out, NULL);
    for (size_t i = 0; i < sizeof others / sizeof others[0]; i++)
        ck_assert(!shrink(&others[i], &out, false));
    mlt_image_free(&out);
}
END_TEST

Suite *mlt_suite_image_shrink(void);
Suite *mlt_suite_image_shrink(void)
{
    Suite *suite = suite_create("image_shrink");
    TCase *tc = tcase_create("shrink");
    tcase_add_loop_test(tc, test_every_pixel_is_the_mean, 0, sizeof cases / sizeof cases[0]);
    tcase_add_test(tc, test_what_is_left_to_the_slow_way);
    suite_add_tcase(suite, tc);
    return suite;
}
