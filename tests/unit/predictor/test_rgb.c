/* SPDX-License-Identifier: MIT */
#include "predictor/rgb.h"

#include "predictor/fixtures.h"

Suite *mlt_suite_predictor_rgb(void);

static void check(const void *data, uint32_t format, const uint8_t expected[6])
{
    const mltest_image_view view = {
        .data = data, .stride_bytes = 0, .width = 2, .height = 1, .format = format};
    uint8_t out[7] = {0, 0, 0, 0, 0, 0, 99};
    mlt_rgb_row(&view, 0, out);
    ck_assert_mem_eq(out, expected, 6);
    ck_assert_int_eq(out[6], 99);
}

START_TEST(every_format)
{
    static const uint8_t grey8[] = {5, 6}, rgb8[] = {1, 2, 3, 4, 5, 6},
                         rgba8[] = {1, 2, 3, 0, 4, 5, 6, 255}, bgra8[] = {3, 2, 1, 0, 6, 5, 4, 9};
    static const uint16_t grey16[] = {0x05ff, 0x0600},
                          rgb16[] = {0x01ff, 0x0280, 0x037f, 0x0400, 0x0501, 0x06fe};
    static const uint8_t grey[] = {5, 5, 5, 6, 6, 6}, rgb[] = {1, 2, 3, 4, 5, 6},
                         bgr[] = {3, 2, 1, 6, 5, 4};
    check(grey8, MLTEST_FORMAT_GRAY8, grey);
    check(grey16, MLTEST_FORMAT_GRAY16, grey);
    check(rgb8, MLTEST_FORMAT_RGB8, rgb);
    check(rgb16, MLTEST_FORMAT_RGB16, rgb);
    check(rgba8, MLTEST_FORMAT_RGBA8, rgb);
    check(rgb8, MLTEST_FORMAT_BGR8, bgr);
    check(bgra8, MLTEST_FORMAT_BGRA8, rgb);
}
END_TEST

START_TEST(rows_and_strides)
{
    static const uint8_t bytes[] = {1, 2, 3, 99, 4, 5, 6, 99};
    mltest_image_view view = {
        .data = bytes, .stride_bytes = 4, .width = 1, .height = 2, .format = MLTEST_FORMAT_RGB8};
    uint8_t out[3];
    mlt_rgb_row(&view, 1, out);
    ck_assert_mem_eq(out, bytes + 4, 3);
    view.data = bytes + 4;
    view.stride_bytes = -4; /* bottom-up */
    mlt_rgb_row(&view, 1, out);
    ck_assert_mem_eq(out, bytes, 3);
}
END_TEST

START_TEST(what_is_packed)
{
    mltest_image_view view = {.stride_bytes = 30, .width = 10, .format = MLTEST_FORMAT_RGB8};
    ck_assert(mlt_rgb_is_packed(&view));
    view.stride_bytes = -30;
    ck_assert(!mlt_rgb_is_packed(&view));
    view.stride_bytes = 32;
    ck_assert(!mlt_rgb_is_packed(&view));
    view.stride_bytes = 30;
    view.format = MLTEST_FORMAT_BGR8;
    ck_assert(!mlt_rgb_is_packed(&view));
}
END_TEST

Suite *mlt_suite_predictor_rgb(void)
{
    Suite *suite = suite_create("predictor_rgb");
    TCase *tests = tcase_create("rgb");
    tcase_add_test(tests, every_format);
    tcase_add_test(tests, rows_and_strides);
    tcase_add_test(tests, what_is_packed);
    suite_add_tcase(suite, tests);
    return suite;
}
