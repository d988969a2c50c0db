/* SPDX-License-Identifier: MIT */
#include "codec/pixels.h"

#include <string.h>

#include "base/context.h"
#include "testing.h"

Suite *mlt_suite_codec_pixels(void);

static mlt_test_alloc memory;
static mltest_context *ctx;
static mltest_error *error;

static void set_up(void)
{
    memory = (mlt_test_alloc){0};
    ctx = mlt_test_context(&memory);
    error = NULL;
}

static void tear_down(void)
{
    mltest_error_free(error);
    mltest_context_free(ctx);
    ck_assert_uint_eq(memory.live, 0);
}

START_TEST(test_formats)
{
    static const struct {
        uint32_t format, bytes;
        const char *name;
    } rows[] = {
        {MLTEST_FORMAT_GRAY8, 1, "GRAY8"},
        {MLTEST_FORMAT_GRAY16, 2, "GRAY16"},
        {MLTEST_FORMAT_RGB8, 3, "RGB8"},
        {MLTEST_FORMAT_RGB16, 6, "RGB16"},
        {MLTEST_FORMAT_RGBA8, 4, "RGBA8"},
        {MLTEST_FORMAT_BGR8, 3, "BGR8"},
        {MLTEST_FORMAT_BGRA8, 4, "BGRA8"},
        {0, 0, "unknown"},
        {99, 0, "unknown"},
        {UINT32_MAX, 0, "unknown"},
    };
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        ck_assert_uint_eq(mlt_format_bytes(rows[i].format), rows[i].bytes);
        ck_assert_str_eq(mlt_format_name(rows[i].format), rows[i].name);
    }
}
END_TEST

static void refused(uint64_t width, uint64_t height, mltest_status status, const char *words)
{
    ck_assert_int_eq(mlt_pixels_check(ctx, "a.png", width, height, &error), status);
    ck_assert_msg(strstr(mltest_error_message(error), words) != NULL, "%s",
                  mltest_error_message(error));
    mltest_error_free(error);
    error = NULL;
}

START_TEST(test_limits_say_how_to_raise_them)
{
    const mlt_limits *limits = mlt_context_limits(ctx);
    refused(0, 5, MLTEST_ERR_FORMAT, "a.png: a picture of 0 x 5 pixels");
    refused(5, 0, MLTEST_ERR_FORMAT, "a picture of 5 x 0 pixels");
    refused(limits->max_side + 1, 1, MLTEST_ERR_LIMIT, "max_side");
    refused(1, UINT64_MAX, MLTEST_ERR_LIMIT, "mltest_context_set_limit() raises it");
    refused(limits->max_side, limits->max_pixels / limits->max_side + 1, MLTEST_ERR_LIMIT,
            "max_pixels");
    ck_assert_int_eq(mlt_pixels_check(ctx, "a", limits->max_side, 1, NULL), MLTEST_OK);
    ck_assert_int_eq(mltest_context_set_limit(ctx, "max_side", 10, NULL), MLTEST_OK);
    refused(11, 1, MLTEST_ERR_LIMIT, "the limit max_side is 10");
}
END_TEST

START_TEST(test_memory_is_packed_and_empty)
{
    mlt_pixels pixels = {.n_warnings = 0};
    mlt_pixels_warn(&pixels, "kept");
    ck_assert_int_eq(mlt_pixels_make(ctx, &pixels, "a", 7, 3, MLTEST_FORMAT_RGB16, NULL),
                     MLTEST_OK);
    ck_assert_int_eq((int)pixels.stride_bytes, 42);
    ck_assert_uint_eq(pixels.orientation, 1);
    ck_assert_uint_eq(pixels.n_warnings, 1);
    for (int i = 0; i < 42 * 3; i++)
        ck_assert_uint_eq(((uint8_t *)pixels.data)[i], 0);
    mlt_pixels_free(ctx, &pixels);
    ck_assert_ptr_null(pixels.data);
    mlt_pixels_free(ctx, &pixels);
    memory.fail_at = memory.calls + 1;
    ck_assert_int_eq(mlt_pixels_make(ctx, &pixels, "a", 7, 3, MLTEST_FORMAT_RGB8, NULL),
                     MLTEST_ERR_MEMORY);
    memory.fail_at = 0;
}
END_TEST

START_TEST(test_first_warning_is_kept)
{
    char text[300];
    mlt_pixels pixels = {.n_warnings = 0};
    memset(text, 'x', sizeof text - 1);
    text[sizeof text - 1] = '\0';
    mlt_pixels_warn(&pixels, text);
    mlt_pixels_warn(&pixels, "another");
    ck_assert_uint_eq(pixels.n_warnings, 2);
    ck_assert_uint_eq(strlen(pixels.warning), sizeof pixels.warning - 1);
}
END_TEST

Suite *mlt_suite_codec_pixels(void)
{
    TCase *tc = tcase_create("pixels");
    tcase_add_checked_fixture(tc, set_up, tear_down);
    tcase_add_test(tc, test_formats);
    tcase_add_test(tc, test_limits_say_how_to_raise_them);
    tcase_add_test(tc, test_memory_is_packed_and_empty);
    tcase_add_test(tc, test_first_warning_is_kept);
    Suite *suite = suite_create("codec_pixels");
    suite_add_tcase(suite, tc);
    return suite;
}
