/* SPDX-License-Identifier: MIT */
#include "measure/measure.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "testing.h"

Suite *mlt_suite_measure_measure(void);

static mlt_tags tags;

static void set_up(void)
{
    tags = (mlt_tags){NULL, 0, 0};
}

static void tear_down(void)
{
    mlt_tags_free(NULL, &tags);
}

static mltest_image_view view_of(const void *data, uint32_t width, uint32_t height, uint32_t format,
                                 int64_t stride)
{
    mltest_image_view view;
    memset(&view, 0, sizeof view);
    view.data = data;
    view.width = width;
    view.height = height;
    view.format = format;
    view.stride_bytes = stride;
    return view;
}

static void measure(const mltest_image_view *view)
{
    mlt_truths none = {NULL, 0, 0};
    mlt_tags_free(NULL, &tags);
    ck_assert_int_eq(mlt_measure(NULL, view, &none, 0, &tags, NULL), MLTEST_OK);
}

static double number(const char *name)
{
    const mlt_tag *tag = mlt_tags_find(&tags, name);
    ck_assert_msg(tag != NULL, "no tag %s", name);
    ck_assert_ptr_null(tag->text);
    return tag->number;
}

/* A picture with every kind of value in it; the same on every machine. */
static uint8_t noise(uint32_t x, uint32_t y, uint32_t c)
{
    uint32_t v = x * 2654435761u + y * 40503u * 65537u + c * 2246822519u;
    v ^= v >> 15;
    v *= 2246822519u;
    return (uint8_t)(v >> 13);
}

enum { W = 23, H = 17 };

static double reference_luma(uint32_t x, uint32_t y)
{
    double exact =
        (19595.0 * noise(x, y, 0) + 38470.0 * noise(x, y, 1) + 7471.0 * noise(x, y, 2)) / 65536.0;
    return floor(exact + 0.5);
}

/* Mean and variance by the book: two passes, in double. */
static void statistics(const double *values, size_t n, double *mean, double *variance)
{
    double sum = 0;
    for (size_t i = 0; i < n; i++)
        sum += values[i];
    *mean = sum / (double)n;
    sum = 0;
    for (size_t i = 0; i < n; i++)
        sum += (values[i] - *mean) * (values[i] - *mean);
    *variance = sum / (double)n;
}

static void check_against_reference(void)
{
    static double luma[W * H], edges[(W - 2) * (H - 2)];
    for (uint32_t y = 0; y < H; y++)
        for (uint32_t x = 0; x < W; x++)
            luma[y * W + x] = reference_luma(x, y);
    size_t n = 0;
    for (size_t y = 1; y + 1 < H; y++)
        for (size_t x = 1; x + 1 < W; x++)
            edges[n++] = luma[(y - 1) * W + x] + luma[(y + 1) * W + x] + luma[y * W + x - 1] +
                         luma[y * W + x + 1] - 4 * luma[y * W + x];
    double mean, variance;
    statistics(luma, W * H, &mean, &variance);
    ck_assert_double_eq_tol(number("luma_mean"), mean, 1e-10);
    ck_assert_double_eq_tol(number("luma_spread"), sqrt(variance), 1e-10);
    statistics(edges, n, &mean, &variance);
    ck_assert_double_eq_tol(number("sharpness"), variance, variance * 1e-12);
}

/* Writes the picture with given channel places; an alpha channel gets noise that must not count. */
static void fill8(uint8_t *out, size_t stride, uint32_t step, uint32_t red, uint32_t blue)
{
    for (uint32_t y = 0; y < H; y++)
        for (uint32_t x = 0; x < W; x++) {
            uint8_t *at = out + y * stride + x * step;
            at[red] = noise(x, y, 0);
            at[1] = noise(x, y, 1);
            at[blue] = noise(x, y, 2);
            if (step == 4)
                at[3] = noise(x, y, 9);
        }
}

START_TEST(test_colour_formats_agree_with_the_reference)
{
    static const struct {
        uint32_t format, step, red, blue;
    } cases[] = {
        {MLTEST_FORMAT_RGB8, 3, 0, 2},
        {MLTEST_FORMAT_BGR8, 3, 2, 0},
        {MLTEST_FORMAT_RGBA8, 4, 0, 2},
        {MLTEST_FORMAT_BGRA8, 4, 2, 0},
    };
    static uint8_t pixels[H * (W * 4 + 5)];
    size_t stride = W * cases[_i].step + 5; /* padding that must not count */
    memset(pixels, 0xA5, sizeof pixels);
    fill8(pixels, stride, cases[_i].step, cases[_i].red, cases[_i].blue);
    mltest_image_view view = view_of(pixels, W, H, cases[_i].format, (int64_t)stride);
    measure(&view);
    check_against_reference();
}
END_TEST

START_TEST(test_bottom_up)
{
    static uint8_t pixels[H * W * 3];
    for (uint32_t y = 0; y < H; y++)
        for (uint32_t x = 0; x < W; x++)
            for (uint32_t c = 0; c < 3; c++)
                pixels[((H - 1 - y) * W + x) * 3 + c] = noise(x, y, c);
    mltest_image_view view =
        view_of(pixels + (H - 1) * W * 3, W, H, MLTEST_FORMAT_RGB8, -(int64_t)(W * 3));
    measure(&view);
    check_against_reference();
}
END_TEST

/* 16-bit samples at odd addresses, 257 times as large as the 8-bit ones. */
static void fill16(uint8_t *out, uint32_t channels)
{
    for (uint32_t y = 0; y < H; y++)
        for (uint32_t x = 0; x < W; x++)
            for (uint32_t c = 0; c < channels; c++) {
                uint16_t v = (uint16_t)(noise(x, y, c) * 257u);
                memcpy(out + ((size_t)(y * W + x) * channels + c) * 2, &v, 2);
            }
}

START_TEST(test_16_bit_colour_is_on_the_8_bit_scale)
{
    static uint8_t pixels[H * W * 6 + 1];
    fill16(pixels + 1, 3);
    mltest_image_view view = view_of(pixels + 1, W, H, MLTEST_FORMAT_RGB16, W * 6);
    measure(&view);
    double mean16 = number("luma_mean");
    double spread16 = number("luma_spread");
    double sharpness16 = number("sharpness");
    static uint8_t small[H * W * 3];
    fill8(small, W * 3, 3, 0, 2);
    view = view_of(small, W, H, MLTEST_FORMAT_RGB8, W * 3);
    measure(&view);
    /* Rounding of the luma differs: half a grey level at most on one side. */
    ck_assert_double_eq_tol(mean16, number("luma_mean"), 0.1);
    ck_assert_double_eq_tol(spread16, number("luma_spread"), 0.1);
    ck_assert_double_eq_tol(sharpness16 / number("sharpness"), 1.0, 0.01);
}
END_TEST

START_TEST(test_grey_8_and_16_bit_are_the_same)
{
    static uint8_t wide[H * W * 2 + 1], narrow[H * W];
    fill16(wide + 1, 1);
    for (uint32_t y = 0; y < H; y++)
        for (uint32_t x = 0; x < W; x++)
            narrow[y * W + x] = noise(x, y, 0);
    mltest_image_view view = view_of(narrow, W, H, MLTEST_FORMAT_GRAY8, W);
    measure(&view);
    double mean = number("luma_mean");
    double spread = number("luma_spread");
    double sharpness = number("sharpness");
    view = view_of(wide + 1, W, H, MLTEST_FORMAT_GRAY16, W * 2);
    measure(&view);
    ck_assert_double_eq_tol(number("luma_mean"), mean, 1e-11);
    ck_assert_double_eq_tol(number("luma_spread"), spread, 1e-11);
    ck_assert_double_eq_tol(number("sharpness"), sharpness, sharpness * 1e-13);
}
END_TEST

START_TEST(test_known_values)
{
    static const uint8_t grey[9] = {0, 0, 0, 0, 9, 0, 0, 0, 0};
    mltest_image_view view = view_of(grey, 3, 3, MLTEST_FORMAT_GRAY8, 3);
    measure(&view);
    ck_assert_double_eq(number("luma_mean"), 1.0);
    ck_assert_double_eq(number("luma_spread"), sqrt(8.0));
    ck_assert_double_eq(number("sharpness"), 0.0); /* one value has no variance */
    ck_assert_double_eq(number("megapixels"), 9e-6);
    ck_assert_double_eq(number("aspect"), 1.0);

    static const uint8_t step[12] = {0, 0, 8, 8, 0, 0, 8, 8, 0, 0, 8, 8};
    view = view_of(step, 4, 3, MLTEST_FORMAT_GRAY8, 4);
    measure(&view);
    ck_assert_double_eq(number("luma_mean"), 4.0);
    ck_assert_double_eq(number("luma_spread"), 4.0);
    ck_assert_double_eq(number("sharpness"), 64.0); /* +8 and −8 */
    ck_assert_double_eq(number("aspect"), 4.0 / 3.0);
}
END_TEST

START_TEST(test_primaries)
{
    static const uint8_t primaries[3][3] = {{255, 0, 0}, {0, 255, 0}, {0, 0, 255}};
    static const double expected[3] = {76, 150, 29};
    mltest_image_view view = view_of(primaries[_i], 1, 1, MLTEST_FORMAT_RGB8, 3);
    measure(&view);
    ck_assert_double_eq(number("luma_mean"), expected[_i]);
}
END_TEST

/* The largest values of every format stay exact: no overflow, no spread out of rounding. */
START_TEST(test_flat_pictures)
{
    static const uint32_t formats[] = {
        MLTEST_FORMAT_GRAY8, MLTEST_FORMAT_GRAY16, MLTEST_FORMAT_RGB8, MLTEST_FORMAT_RGB16,
        MLTEST_FORMAT_RGBA8, MLTEST_FORMAT_BGR8,   MLTEST_FORMAT_BGRA8};
    enum { SIDE = 301 };
    size_t n = (size_t)SIDE * SIDE * 6;
    uint8_t *pixels = malloc(n);
    ck_assert_ptr_nonnull(pixels);
    memset(pixels, 0xFF, n);
    mltest_image_view view = view_of(pixels, SIDE, SIDE, formats[_i], SIDE * 6);
    measure(&view);
    ck_assert_double_eq(number("luma_mean"), 255.0);
    ck_assert_double_eq(number("luma_spread"), 0.0);
    ck_assert_double_eq(number("sharpness"), 0.0);
    free(pixels);
}
END_TEST

START_TEST(test_no_sharpness_without_inner_pixels)
{
    static const uint8_t grey[8] = {1, 2, 3, 4, 5, 6, 7, 8};
    static const uint32_t sizes[][2] = {{1, 1}, {8, 1}, {1, 8}, {2, 4}, {4, 2}};
    mltest_image_view view =
        view_of(grey, sizes[_i][0], sizes[_i][1], MLTEST_FORMAT_GRAY8, sizes[_i][0]);
    measure(&view);
    ck_assert_ptr_null(mlt_tags_find(&tags, "sharpness"));
    ck_assert_double_eq(number("aspect"), (double)sizes[_i][0] / sizes[_i][1]);
    ck_assert_uint_eq(tags.n, 4);
}
END_TEST

static const uint8_t black = 0;

START_TEST(test_objects_leaves_out_what_does_not_count)
{
    mlt_truth items[6];
    memset(items, 0, sizeof items);
    items[0].flags = MLT_TRUTH_CROWD;
    items[1].flags = MLT_TRUTH_DIFFICULT;
    items[2].flags = MLT_TRUTH_IGNORE;
    items[3].flags = MLT_TRUTH_CLIPPED;
    mlt_truths truths = {items, 6, 6};
    mltest_image_view view = view_of(&black, 1, 1, MLTEST_FORMAT_GRAY8, 1);
    ck_assert_int_eq(mlt_measure(NULL, &view, &truths, 1, &tags, NULL), MLTEST_OK);
    ck_assert_double_eq(number("objects"), 3.0);
}
END_TEST

START_TEST(test_objects_only_when_labelled)
{
    mlt_truths none = {NULL, 0, 0};
    mltest_image_view view = view_of(&black, 1, 1, MLTEST_FORMAT_GRAY8, 1);
    measure(&view);
    ck_assert_ptr_null(mlt_tags_find(&tags, "objects"));
    ck_assert_int_eq(mlt_measure(NULL, &view, &none, 1, &tags, NULL), MLTEST_OK);
    ck_assert_double_eq(number("objects"), 0.0);
}
END_TEST

START_TEST(test_tags_of_the_user_stay)
{
    mlt_truths none = {NULL, 0, 0};
    mltest_image_view view = view_of(&black, 1, 1, MLTEST_FORMAT_GRAY8, 1);
    ck_assert_int_eq(mlt_tags_set(NULL, &tags, "luma_mean", NULL, 42, NULL), MLTEST_OK);
    ck_assert_int_eq(mlt_tags_set(NULL, &tags, "aspect", "wide", 0, NULL), MLTEST_OK);
    ck_assert_int_eq(mlt_measure(NULL, &view, &none, 1, &tags, NULL), MLTEST_OK);
    ck_assert_double_eq(number("luma_mean"), 42.0);
    ck_assert_str_eq(mlt_tags_find(&tags, "aspect")->text, "wide");
    ck_assert_double_eq(number("luma_spread"), 0.0);
}
END_TEST

static mltest_status measure_small(mltest_context *ctx, void *data)
{
    mlt_truths none = {NULL, 0, 0};
    mlt_tags own = {NULL, 0, 0};
    mltest_status status = mlt_measure(ctx, data, &none, 1, &own, NULL);
    mlt_tags_free(ctx, &own);
    return status;
}

START_TEST(test_out_of_memory)
{
    static const uint8_t grey[9] = {0, 1, 2, 3, 4, 5, 6, 7, 8};
    mltest_image_view view = view_of(grey, 3, 3, MLTEST_FORMAT_GRAY8, 3);
    mlt_test_every_allocation(measure_small, &view);
}
END_TEST

Suite *mlt_suite_measure_measure(void)
{
    TCase *tc = tcase_create("measure");
    tcase_add_checked_fixture(tc, set_up, tear_down);
    tcase_add_loop_test(tc, test_colour_formats_agree_with_the_reference, 0, 4);
    tcase_add_test(tc, test_bottom_up);
    tcase_add_test(tc, test_16_bit_colour_is_on_the_8_bit_scale);
    tcase_add_test(tc, test_grey_8_and_16_bit_are_the_same);
    tcase_add_test(tc, test_known_values);
    tcase_add_loop_test(tc, test_primaries, 0, 3);
    tcase_add_loop_test(tc, test_flat_pictures, 0, 7);
    tcase_add_loop_test(tc, test_no_sharpness_without_inner_pixels, 0, 5);
    tcase_add_test(tc, test_objects_leaves_out_what_does_not_count);
    tcase_add_test(tc, test_objects_only_when_labelled);
    tcase_add_test(tc, test_tags_of_the_user_stay);
    tcase_add_test(tc, test_out_of_memory);
    Suite *suite = suite_create("measure_measure");
    suite_add_tcase(suite, tc);
    return suite;
}
