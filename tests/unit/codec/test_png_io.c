/* SPDX-License-Identifier: MIT */
#include "codec/png_io.h"

#include <setjmp.h>
#include <string.h>

#include "testing.h"

Suite *mlt_suite_codec_png_io(void);

static mlt_pixels pixels;
static mlt_png_io io;
static png_structp png;

static void start(mltest_context *ctx)
{
    memset(&pixels, 0, sizeof pixels);
    io = (mlt_png_io){.ctx = ctx, .pixels = &pixels};
    png = png_create_read_struct_2(PNG_LIBPNG_VER_STRING, &io, mlt_png_on_error, mlt_png_on_warning,
                                   &io, mlt_png_allocate, mlt_png_release);
}

static void set_up(void)
{
    start(NULL);
    ck_assert_ptr_nonnull(png);
}

static void tear_down(void)
{
    png_destroy_read_struct(&png, NULL, NULL);
}

static bool raises(const char *message)
{
    if (setjmp(png_jmpbuf(png)) != 0)
        return true;
    png_error(png, message);
}

START_TEST(test_errors_come_back)
{
    ck_assert(raises("bad thing"));
    ck_assert_str_eq(io.message, "bad thing");
    ck_assert_uint_eq(pixels.n_warnings, 0);
}
END_TEST

START_TEST(test_long_messages_are_cut)
{
    char message[1000];
    memset(message, 'x', sizeof message - 1);
    message[sizeof message - 1] = '\0';
    ck_assert(raises(message));
    ck_assert_uint_eq(strlen(io.message), sizeof io.message - 1);
}
END_TEST

START_TEST(test_warnings_are_counted)
{
    png_warning(png, "first");
    png_warning(png, "second");
    ck_assert_uint_eq(pixels.n_warnings, 2);
    ck_assert_str_eq(pixels.warning, "first");
}
END_TEST

START_TEST(test_nobody_to_warn)
{
    io.pixels = NULL;
    png_warning(png, "unheard");
    ck_assert_uint_eq(pixels.n_warnings, 0);
}
END_TEST

START_TEST(test_memory_comes_from_the_context)
{
    mlt_test_alloc state = {0, 0, 0};
    mltest_context *ctx = mlt_test_context(&state);
    size_t live = state.live;
    tear_down();
    start(ctx);
    ck_assert_ptr_nonnull(png);
    ck_assert_uint_gt(state.live, live);
    void *p = png_malloc_warn(png, 100);
    ck_assert_ptr_nonnull(p);
    png_free(png, p);
    ck_assert(!io.out_of_memory);
    state.fail_at = state.calls + 1;
    ck_assert_ptr_null(png_malloc_warn(png, 100));
    ck_assert(io.out_of_memory);
    tear_down();
    ck_assert_uint_eq(state.live, live);
    state.fail_at = state.calls + 1;
    start(ctx);
    ck_assert_ptr_null(png);
    mltest_context_free(ctx);
    ck_assert_uint_eq(state.live, 0);
}
END_TEST

Suite *mlt_suite_codec_png_io(void)
{
    Suite *s = suite_create("codec_png_io");
    TCase *tc = tcase_create("png_io");
    tcase_add_checked_fixture(tc, set_up, tear_down);
    tcase_add_test(tc, test_errors_come_back);
    tcase_add_test(tc, test_long_messages_are_cut);
    tcase_add_test(tc, test_warnings_are_counted);
    tcase_add_test(tc, test_nobody_to_warn);
    tcase_add_test(tc, test_memory_comes_from_the_context);
    suite_add_tcase(s, tc);
    return s;
}
