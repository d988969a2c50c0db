/* SPDX-License-Identifier: MIT */
#include "codec/jpeg_build.h"

Suite *mlt_suite_codec_jpeg_encode(void);

static mlt_text out;
static mlt_pixels pixels;
static mltest_context *ctx;
static mlt_test_alloc memory;

static void set_up(void)
{
    memory = (mlt_test_alloc){0};
    ctx = mlt_test_context(&memory);
    mlt_text_init(&out, ctx);
}

static void tear_down(void)
{
    mlt_text_free(&out);
    mltest_context_free(ctx);
    ck_assert_uint_eq(memory.live, 0);
}

/* Encodes and decodes. */
static void pass(const mltest_image_view *view, int quality)
{
    mlt_text_clear(&out);
    ck_assert_int_eq(mlt_jpeg_encode(ctx, view, quality, &out, NULL), MLTEST_OK);
    ck_assert_int_eq(mlt_jpeg_decode(ctx, "t", mlt_text_string(&out), out.n, &pixels, NULL),
                     MLTEST_OK);
}

START_TEST(test_grey_and_colour)
{
    static const uint32_t formats[] = {MLTEST_FORMAT_GRAY8, MLTEST_FORMAT_RGB8};
    for (int i = 0; i < 2; i++)
        for (uint32_t side = 1; side < 40; side += 6) {
            uint8_t from[3 * JB_MOST * JB_MOST];
            mltest_image_view view = jb_view(from, side, side + 3, formats[i]);
            pass(&view, 95);
            ck_assert_uint_eq(pixels.format, formats[i]);
            for (int64_t k = 0; k < pixels.stride_bytes * (int64_t)pixels.height; k++)
                ck_assert_int_le(abs(((uint8_t *)pixels.data)[k] - from[k]), 12);
            mlt_pixels_free(ctx, &pixels);
        }
}
END_TEST

/* The same picture in another order of bytes, with alpha, or in 16 bits gives the same file. */
START_TEST(test_formats_that_are_the_same_picture)
{
    uint8_t rgb[16 * 16 * 3], bgra[16 * 16 * 4];
    uint16_t wide[16 * 16 * 3];
    mltest_image_view view = jb_view(rgb, 16, 16, MLTEST_FORMAT_RGB8);
    for (int i = 0; i < 16 * 16; i++) {
        for (int c = 0; c < 3; c++)
            bgra[4 * i + 2 - c] = rgb[3 * i + c];
        bgra[4 * i + 3] = 77;
        for (int c = 0; c < 3; c++)
            wide[3 * i + c] = (uint16_t)(rgb[3 * i + c] * 257 + (i % 3 - 1) * 128);
    }
    mlt_text other;
    mlt_text_init(&other, ctx);
    ck_assert_int_eq(mlt_jpeg_encode(ctx, &view, 80, &out, NULL), MLTEST_OK);
    view = (mltest_image_view){
        .data = bgra, .width = 16, .height = 16, .stride_bytes = 64, .format = MLTEST_FORMAT_BGRA8};
    ck_assert_int_eq(mlt_jpeg_encode(ctx, &view, 80, &other, NULL), MLTEST_OK);
    ck_assert_uint_eq(out.n, other.n);
    ck_assert_int_eq(memcmp(out.bytes, other.bytes, out.n), 0);
    mlt_text_clear(&other);
    view = (mltest_image_view){
        .data = wide, .width = 16, .height = 16, .stride_bytes = 96, .format = MLTEST_FORMAT_RGB16};
    ck_assert_int_eq(mlt_jpeg_encode(ctx, &view, 80, &other, NULL), MLTEST_OK);
    ck_assert_uint_eq(out.n, other.n);
    ck_assert_int_eq(memcmp(out.bytes, other.bytes, out.n), 0);
    mlt_text_free(&other);
}
END_TEST

START_TEST(test_strided_and_upside_down)
{
    uint8_t plain[8 * 8], holes[8 * 20];
    mltest_image_view view = jb_view(plain, 8, 8, MLTEST_FORMAT_GRAY8);
    mlt_text other;
    memset(holes, 0xEE, sizeof holes);
    for (int y = 0; y < 8; y++)
        memcpy(holes + (7 - y) * 20, plain + y * 8, 8);
    mlt_text_init(&other, ctx);
    ck_assert_int_eq(mlt_jpeg_encode(ctx, &view, 50, &out, NULL), MLTEST_OK);
    view.data = holes + 7 * 20;
    view.stride_bytes = -20;
    ck_assert_int_eq(mlt_jpeg_encode(ctx, &view, 50, &other, NULL), MLTEST_OK);
    ck_assert_uint_eq(out.n, other.n);
    ck_assert_int_eq(memcmp(out.bytes, other.bytes, out.n), 0);
    mlt_text_free(&other);
}
END_TEST

START_TEST(test_quality_costs_bytes)
{
    uint8_t from[3 * JB_MOST * JB_MOST];
    mltest_image_view view = jb_view(from, 48, 48, MLTEST_FORMAT_RGB8);
    size_t last = 0;
    for (size_t i = 0; i < sizeof from; i++)
        from[i] = (uint8_t)(from[i] + i * i % 31);
    for (int quality = 1; quality <= 100; quality += 33) {
        mlt_text_clear(&out);
        ck_assert_int_eq(mlt_jpeg_encode(ctx, &view, quality, &out, NULL), MLTEST_OK);
        ck_assert_uint_gt(out.n, last);
        last = out.n;
    }
}
END_TEST

START_TEST(test_too_wide_for_the_format)
{
    uint8_t pixel = 0;
    mltest_error *error = NULL;
    mltest_image_view view = {.data = &pixel,
                              .width = 65501,
                              .height = 1,
                              .stride_bytes = 65501,
                              .format = MLTEST_FORMAT_GRAY8};
    ck_assert_int_eq(mlt_jpeg_encode(ctx, &view, 80, &out, &error), MLTEST_ERR_UNSUPPORTED);
    ck_assert_ptr_nonnull(strstr(mltest_error_message(error), "65500"));
    mltest_error_free(error);
}
END_TEST

static mltest_status encode_one(mltest_context *with, void *data)
{
    mltest_error *error = NULL;
    mlt_text text;
    mlt_text_init(&text, with);
    mltest_status status = mlt_jpeg_encode(with, data, 100, &text, &error);
    mlt_text_free(&text);
    mltest_error_free(error);
    return status;
}

START_TEST(test_out_of_memory)
{
    uint8_t from[3 * JB_MOST * JB_MOST];
    mltest_image_view view = jb_view(from, JB_MOST, JB_MOST, MLTEST_FORMAT_RGB8);
    for (size_t i = 0; i < sizeof from; i++)
        from[i] = (uint8_t)(i * 2654435761u >> 13); /* more than one piece of output */
    mlt_test_every_allocation(encode_one, &view);
}
END_TEST

Suite *mlt_suite_codec_jpeg_encode(void)
{
    TCase *tc = tcase_create("jpeg_encode");
    tcase_add_checked_fixture(tc, set_up, tear_down);
    tcase_add_test(tc, test_grey_and_colour);
    tcase_add_test(tc, test_formats_that_are_the_same_picture);
    tcase_add_test(tc, test_strided_and_upside_down);
    tcase_add_test(tc, test_quality_costs_bytes);
    tcase_add_test(tc, test_too_wide_for_the_format);
    tcase_add_test(tc, test_out_of_memory);
    Suite *suite = suite_create("codec_jpeg_encode");
    suite_add_tcase(suite, tc);
    return suite;
}
