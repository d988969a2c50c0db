/* SPDX-License-Identifier: MIT */
#include "image/image.h"

#include <stdlib.h>

#include "base/error.h"
#include "image/pictures.h"

START_TEST(test_resize_packs_rows_and_grows_only)
{
    mlt_test_alloc state = {.fail_at = 0};
    mltest_context *ctx = mlt_test_context(&state);
    mlt_image image;
    mlt_image_init(&image, ctx);
    ck_assert_int_eq(mlt_image_resize(&image, 20, 10, MLTEST_FORMAT_RGB16, NULL), MLTEST_OK);
    ck_assert_int_eq(image.stride_bytes, 120);
    size_t calls = state.calls;
    void *data = image.data;
    ck_assert_int_eq(mlt_image_resize(&image, 7, 3, MLTEST_FORMAT_GRAY8, NULL), MLTEST_OK);
    ck_assert_int_eq(image.stride_bytes, 7);
    ck_assert_int_eq(mlt_image_resize(&image, 10, 20, MLTEST_FORMAT_RGB16, NULL), MLTEST_OK);
    ck_assert_uint_eq(state.calls, calls); /* it all fits into the first block */
    ck_assert_ptr_eq(image.data, data);
    ck_assert_int_eq(mlt_image_resize(&image, 21, 10, MLTEST_FORMAT_RGB16, NULL), MLTEST_OK);
    ck_assert_uint_eq(state.calls, calls + 1);
    memset(image.data, 1, image.cap);
    mlt_image_free(&image);
    mlt_image_free(&image); /* an empty image may be freed again */
    ck_assert_uint_eq(image.width, 0);
    mltest_context_free(ctx);
    ck_assert_uint_eq(state.live, 0);
}
END_TEST

static void check_refused(uint32_t width, uint32_t height, uint32_t format, mltest_status want)
{
    mlt_image image;
    mltest_error *error = NULL;
    mlt_image_init(&image, NULL);
    ck_assert_int_eq(mlt_image_resize(&image, width, height, format, &error), want);
    ck_assert_int_eq(mlt_error_status(error), want);
    ck_assert_ptr_null(image.data);
    mlt_error_free(error);
}

START_TEST(test_sizes_that_are_refused)
{
    check_refused(0, 5, MLTEST_FORMAT_GRAY8, MLTEST_ERR_INVALID);
    check_refused(5, 0, MLTEST_FORMAT_GRAY8, MLTEST_ERR_INVALID);
    check_refused(5, 5, 0, MLTEST_ERR_INVALID);
    check_refused(5, 5, 99, MLTEST_ERR_INVALID);
    check_refused(4000000000u, 1, MLTEST_FORMAT_GRAY8, MLTEST_ERR_LIMIT);
    check_refused(1, 4000000000u, MLTEST_FORMAT_RGB16, MLTEST_ERR_LIMIT);
    check_refused(16000, 16000, MLTEST_FORMAT_RGB16, MLTEST_ERR_LIMIT);
}
END_TEST

/* Every channel keeps its value, whatever the order of bytes. */
static void check_copy(uint32_t from, uint32_t to, bool upside_down)
{
    picture p = make_picture(texture, 13, 5, from, 3, 0xEE, upside_down);
    mlt_image image;
    mlt_image_init(&image, NULL);
    ck_assert_int_eq(mlt_image_copy_view(&image, &p.view, NULL), MLTEST_OK);
    ck_assert_uint_eq(image.format, to);
    mltest_image_view view = mlt_image_view(&image);
    uint32_t channels = mlt_format_channels(to) + (mlt_format_has_alpha(to) ? 1 : 0);
    for (uint32_t i = 0; i < 13 * 5 * channels; i++) {
        uint32_t x = i / channels % 13, y = i / channels / 13, c = i % channels;
        unsigned want = texture(x, y, c) * (mlt_format_is_16bit(to) ? 257u : 1u);
        ck_assert_uint_eq(sample_at(&view, x, y, c), want);
    }
    mlt_image_free(&image);
    free(p.block);
}

START_TEST(test_copies_of_every_format)
{
    for (int upside_down = 0; upside_down < 2; upside_down++) {
        for (int i = 0; i < N_FORMATS; i++)
            check_copy(all_formats[i], all_formats[i], upside_down);
        check_copy(MLTEST_FORMAT_BGR8, MLTEST_FORMAT_RGB8, upside_down);
        check_copy(MLTEST_FORMAT_BGRA8, MLTEST_FORMAT_RGBA8, upside_down);
    }
}
END_TEST

START_TEST(test_adopting_pixels)
{
    mlt_pixels pixels = {.data = NULL};
    mlt_image image;
    mlt_image_init(&image, NULL);
    ck_assert_int_eq(mlt_image_resize(&image, 3, 3, MLTEST_FORMAT_GRAY8, NULL), MLTEST_OK);
    ck_assert_int_eq(mlt_pixels_make(NULL, &pixels, "x", 5, 4, MLTEST_FORMAT_RGB8, NULL),
                     MLTEST_OK);
    void *data = pixels.data;
    mlt_image_adopt(&image, &pixels);
    ck_assert_ptr_null(pixels.data);
    ck_assert_ptr_eq(image.data, data);
    ck_assert_uint_eq(image.cap, 60);
    mltest_image_view view = mlt_image_view(&image);
    ck_assert_int_eq(mlt_view_check(NULL, &view, NULL), MLTEST_OK);
    ck_assert_uint_eq(view.width, 5);
    mlt_image_free(&image);
}
END_TEST

static mltest_status copy(mltest_context *ctx, void *view)
{
    mlt_image image;
    mlt_image_init(&image, ctx);
    mltest_status status = mlt_image_copy_view(&image, view, NULL);
    mlt_image_free(&image);
    return status;
}

START_TEST(test_every_allocation_may_fail)
{
    picture p = plain_picture(scene, 9, 9, MLTEST_FORMAT_BGR8);
    mlt_test_every_allocation(copy, &p.view);
    free(p.block);
}
END_TEST

Suite *mlt_suite_image_image(void);
Suite *mlt_suite_image_image(void)
{
    Suite *suite = suite_create("image_image");
    TCase *tc = tcase_create("image");
    tcase_add_test(tc, test_resize_packs_rows_and_grows_only);
    tcase_add_test(tc, test_sizes_that_are_refused);
    tcase_add_test(tc, test_copies_of_every_format);
    tcase_add_test(tc, test_adopting_pixels);
    tcase_add_test(tc, test_every_allocation_may_fail);
    suite_add_tcase(suite, tc);
    return suite;
}
