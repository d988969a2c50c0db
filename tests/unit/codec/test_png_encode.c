/* SPDX-License-Identifier: MIT */
#include <stdlib.h>
#include <string.h>

#include "codec/png.h"
#include "testing.h"

Suite *mlt_suite_codec_png_encode(void);

enum { WIDTH = 13, HEIGHT = 7, STRIDE = 100 };

static unsigned char bytes[HEIGHT * STRIDE];
static mlt_text file;
static mlt_pixels pixels;

static void set_up(void)
{
    for (size_t i = 0; i < sizeof bytes; i++)
        bytes[i] = (unsigned char)(i * i / 3 + i * 7);
    mlt_text_init(&file, NULL);
    memset(&pixels, 0, sizeof pixels);
}

static void tear_down(void)
{
    mlt_text_free(&file);
    mlt_pixels_free(NULL, &pixels);
}

static mltest_image_view view_of(uint32_t format)
{
    return (mltest_image_view){
        .data = bytes, .stride_bytes = STRIDE, .width = WIDTH, .height = HEIGHT, .format = format};
}

static void round_trip(const mltest_image_view *view, int level)
{
    mltest_error *error = NULL;
    mlt_text_clear(&file);
    mlt_pixels_free(NULL, &pixels);
    ck_assert_msg(mlt_png_encode(NULL, view, level, &file, &error) == MLTEST_OK, "%s",
                  mltest_error_message(error));
    ck_assert_int_eq(mlt_png_decode(NULL, "t", file.bytes, file.n, &pixels, NULL), MLTEST_OK);
    ck_assert_uint_eq(pixels.width, view->width);
    ck_assert_uint_eq(pixels.height, view->height);
    ck_assert_uint_eq(pixels.n_warnings, 0);
}

/* The same bytes, or, for BGR, those with red and blue exchanged. */
static void expect_same(const mltest_image_view *view, bool exchanged)
{
    uint32_t step = mlt_format_bytes(view->format);
    for (uint32_t y = 0; y < view->height; y++) {
        const unsigned char *in =
            (const unsigned char *)view->data + (int64_t)y * view->stride_bytes;
        const unsigned char *out = (unsigned char *)pixels.data + (int64_t)y * pixels.stride_bytes;
        for (uint32_t i = 0; i < view->width * step; i++) {
            uint32_t c = i % step, from = exchanged && c < 3 ? i - c + (2 - c) : i;
            ck_assert_uint_eq(out[i], in[from]);
        }
    }
}

static const struct {
    uint32_t format, comes_back;
} formats[] = {
    {MLTEST_FORMAT_GRAY8, MLTEST_FORMAT_GRAY8}, {MLTEST_FORMAT_GRAY16, MLTEST_FORMAT_GRAY16},
    {MLTEST_FORMAT_RGB8, MLTEST_FORMAT_RGB8},   {MLTEST_FORMAT_RGB16, MLTEST_FORMAT_RGB16},
    {MLTEST_FORMAT_RGBA8, MLTEST_FORMAT_RGBA8}, {MLTEST_FORMAT_BGR8, MLTEST_FORMAT_RGB8},
    {MLTEST_FORMAT_BGRA8, MLTEST_FORMAT_RGBA8}};
enum { N_FORMATS = sizeof formats / sizeof formats[0] };

START_TEST(test_every_format)
{
    mltest_image_view view = view_of(formats[_i].format);
    round_trip(&view, 6);
    ck_assert_uint_eq(pixels.format, formats[_i].comes_back);
    expect_same(&view, formats[_i].format != formats[_i].comes_back);
}
END_TEST

START_TEST(test_bottom_up)
{
    mltest_image_view view = view_of(MLTEST_FORMAT_RGB8);
    view.data = bytes + (HEIGHT - 1) * STRIDE;
    view.stride_bytes = -STRIDE;
    round_trip(&view, 6);
    expect_same(&view, false);
    ck_assert_int_eq(memcmp(pixels.data, bytes + (HEIGHT - 1) * STRIDE, WIDTH * 3), 0);
}
END_TEST

START_TEST(test_every_level)
{
    mltest_image_view view = view_of(MLTEST_FORMAT_RGB8);
    for (int level = 0; level <= 9; level++) {
        round_trip(&view, level);
        expect_same(&view, false);
    }
}
END_TEST

START_TEST(test_one_pixel)
{
    mltest_image_view view = view_of(MLTEST_FORMAT_RGBA8);
    view.width = view.height = 1;
    round_trip(&view, 6);
    ck_assert_int_eq(memcmp(pixels.data, bytes, 4), 0);
}
END_TEST

/* Wider than libpng allows by itself. */
START_TEST(test_wide)
{
    enum { WIDE = 1000003 };
    mltest_context *ctx = NULL;
    unsigned char *row = calloc(1, WIDE);
    ck_assert_ptr_nonnull(row);
    row[WIDE - 1] = 9;
    mltest_image_view view = {.data = row,
                              .stride_bytes = WIDE,
                              .width = WIDE,
                              .height = 1,
                              .format = MLTEST_FORMAT_GRAY8};
    mltest_error *error = NULL;
    ck_assert_int_eq(mltest_context_new(&ctx, NULL, NULL, NULL), MLTEST_OK);
    ck_assert_int_eq(mltest_context_set_limit(ctx, "max_side", WIDE, NULL), MLTEST_OK);
    ck_assert_msg(mlt_png_encode(ctx, &view, 1, &file, &error) == MLTEST_OK, "%s",
                  mltest_error_message(error));
    ck_assert_int_eq(mlt_png_decode(ctx, "t", file.bytes, file.n, &pixels, NULL), MLTEST_OK);
    ck_assert_int_eq(memcmp(pixels.data, row, WIDE), 0);
    mlt_pixels_free(ctx, &pixels);
    mltest_context_free(ctx);
    free(row);
}
END_TEST

/* Nothing but the picture: no time, no text. */
START_TEST(test_same_pixels_same_bytes)
{
    mltest_image_view view = view_of(MLTEST_FORMAT_RGB16);
    mlt_text again;
    mlt_text_init(&again, NULL);
    ck_assert_int_eq(mlt_png_encode(NULL, &view, 6, &file, NULL), MLTEST_OK);
    ck_assert_int_eq(mlt_png_encode(NULL, &view, 6, &again, NULL), MLTEST_OK);
    ck_assert_uint_eq(file.n, again.n);
    ck_assert_int_eq(memcmp(file.bytes, again.bytes, file.n), 0);
    const unsigned char *p = (const unsigned char *)file.bytes;
    for (size_t at = 8; at < file.n;) {
        const char *type = file.bytes + at + 4;
        ck_assert_msg(memcmp(type, "IHDR", 4) == 0 || memcmp(type, "IDAT", 4) == 0 ||
                          memcmp(type, "IEND", 4) == 0,
                      "%.4s", type);
        at += 12 +
              ((size_t)p[at] << 24 | (size_t)p[at + 1] << 16 | (size_t)p[at + 2] << 8 | p[at + 3]);
    }
    mlt_text_free(&again);
}
END_TEST

START_TEST(test_bytes_are_appended)
{
    mltest_image_view view = view_of(MLTEST_FORMAT_GRAY8);
    mlt_text_puts(&file, "before");
    ck_assert_int_eq(mlt_png_encode(NULL, &view, 6, &file, NULL), MLTEST_OK);
    ck_assert_int_eq(memcmp(file.bytes, "before\x89PNG", 10), 0);
}
END_TEST

START_TEST(test_what_cannot_be_written)
{
    mltest_image_view view = view_of(MLTEST_FORMAT_GRAY8);
    mltest_error *error = NULL;
    view.width = 0;
    ck_assert_int_eq(mlt_png_encode(NULL, &view, 6, &file, &error), MLTEST_ERR_INTERNAL);
    ck_assert_ptr_nonnull(strstr(mltest_error_message(error), "IHDR"));
    mltest_error_free(error);
}
END_TEST

static mltest_status encode(mltest_context *ctx, void *data)
{
    mlt_text out;
    mlt_text_init(&out, ctx);
    mltest_status status = mlt_png_encode(ctx, data, 6, &out, NULL);
    mlt_text_free(&out);
    return status;
}

START_TEST(test_every_allocation_may_fail)
{
    mltest_image_view view = view_of(formats[_i].format);
    mlt_test_every_allocation(encode, &view);
}
END_TEST

Suite *mlt_suite_codec_png_encode(void)
{
    Suite *s = suite_create("codec_png_encode");
    TCase *tc = tcase_create("png_encode");
    tcase_add_checked_fixture(tc, set_up, tear_down);
    tcase_add_loop_test(tc, test_every_format, 0, N_FORMATS);
    tcase_add_test(tc, test_bottom_up);
    tcase_add_test(tc, test_every_level);
    tcase_add_test(tc, test_one_pixel);
    tcase_add_test(tc, test_wide);
    tcase_add_test(tc, test_same_pixels_same_bytes);
    tcase_add_test(tc, test_bytes_are_appended);
    tcase_add_test(tc, test_what_cannot_be_written);
    tcase_add_loop_test(tc, test_every_allocation_may_fail, 0, N_FORMATS);
    suite_add_tcase(s, tc);
    return s;
}
