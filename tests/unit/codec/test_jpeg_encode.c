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

static void expect_file(const mlt_text *got, const void *want, size_t n)
{
    ck_assert_uint_eq(got->n, n);
    ck_assert_int_eq(memcmp(got->bytes, want, n), 0);
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

enum { SIDE = 16 };

/* A sample of 8 bits and one of 16 that is rounded to it. */
static void put_sample(uint8_t *to, bool wide, uint8_t v, int i)
{
    uint16_t widened = (uint16_t)(v * 257 + (i % 3 - 1) * 128);
    if (wide)
        memcpy(to, &widened, sizeof widened);
    else
        *to = v;
}

/* `from`, GRAY8 or RGB8, in another format, as a view on *to. */
static mltest_image_view in_format(uint32_t format, const uint8_t *from, uint8_t *to)
{
    bool grey = format == MLTEST_FORMAT_GRAY16;
    bool wide = grey || format == MLTEST_FORMAT_RGB16;
    bool bgr = format == MLTEST_FORMAT_BGR8 || format == MLTEST_FORMAT_BGRA8;
    int channels = grey ? 1 : 3;
    uint32_t step = mlt_format_bytes(format);
    memset(to, 77, step * SIDE * SIDE); /* alpha */
    for (int i = 0; i < SIDE * SIDE; i++)
        for (int c = 0; c < channels; c++)
            put_sample(to + (uint32_t)i * step + (bgr ? 2 - c : c) * (wide ? 2 : 1), wide,
                       from[i * channels + c], i);
    return (mltest_image_view){.data = to,
                               .width = SIDE,
                               .height = SIDE,
                               .stride_bytes = SIDE * (int64_t)step,
                               .format = format};
}

/* The same picture in another order of bytes, with alpha, or in 16 bits gives the same file. */
START_TEST(test_formats_that_are_the_same_picture)
{
    static const uint32_t formats[] = {MLTEST_FORMAT_GRAY16, MLTEST_FORMAT_RGB16,
                                       MLTEST_FORMAT_RGBA8, MLTEST_FORMAT_BGR8,
                                       MLTEST_FORMAT_BGRA8};
    for (size_t i = 0; i < sizeof formats / sizeof formats[0]; i++) {
        uint8_t plain[SIDE * SIDE * 3], other[SIDE * SIDE * 6];
        mlt_text again;
        mltest_image_view view =
            jb_view(plain, SIDE, SIDE, i == 0 ? MLTEST_FORMAT_GRAY8 : MLTEST_FORMAT_RGB8);
        mlt_text_init(&again, ctx);
        mlt_text_clear(&out);
        ck_assert_int_eq(mlt_jpeg_encode(ctx, &view, 80, &out, NULL), MLTEST_OK);
        view = in_format(formats[i], plain, other);
        ck_assert_int_eq(mlt_jpeg_encode(ctx, &view, 80, &again, NULL), MLTEST_OK);
        expect_file(&again, out.bytes, out.n);
        mlt_text_free(&again);
    }
}
END_TEST

/* What libjpeg writes by itself with its defaults: baseline, 4:2:0. */
START_TEST(test_bytes_are_those_of_libjpeg)
{
    for (int channels = 1; channels <= 3; channels += 2)
        for (uint32_t side = 1; side <= JB_MOST; side += 7) {
            uint8_t from[3 * JB_MOST * JB_MOST];
            size_t n;
            unsigned char *want = jb_file(side, side, channels, false, &n);
            mltest_image_view view =
                jb_view(from, side, side, channels == 1 ? MLTEST_FORMAT_GRAY8 : MLTEST_FORMAT_RGB8);
            mlt_text_clear(&out);
            ck_assert_int_eq(mlt_jpeg_encode(ctx, &view, 95, &out, NULL), MLTEST_OK);
            expect_file(&out, want, n);
            free(want);
        }
}
END_TEST

/* Files of several pieces of libjpeg's buffer, one byte after another. */
START_TEST(test_large_files_are_whole)
{
    enum { LARGE = 256 };
    uint8_t *from = malloc(LARGE * LARGE);
    ck_assert_ptr_nonnull(from);
    for (uint32_t i = 0; i < LARGE * LARGE; i++)
        from[i] = (uint8_t)(i * 2654435761u >> 13);
    for (uint32_t height = 50; height <= LARGE; height += 103) {
        mltest_image_view view = {.data = from,
                                  .width = LARGE,
                                  .height = height,
                                  .stride_bytes = LARGE,
                                  .format = MLTEST_FORMAT_GRAY8};
        pass(&view, 100);
        ck_assert_uint_gt(out.n, 10000);
        ck_assert_uint_eq(pixels.n_warnings, 0);
        for (uint32_t i = 0; i < LARGE * height; i++)
            ck_assert_int_le(abs(((uint8_t *)pixels.data)[i] - from[i]), 3);
        mlt_pixels_free(ctx, &pixels);
    }
    free(from);
}
END_TEST

/* A file goes behind what is there already. */
START_TEST(test_appends)
{
    uint8_t from[8 * 8];
    mltest_image_view view = jb_view(from, 8, 8, MLTEST_FORMAT_GRAY8);
    mlt_text_puts(&out, "before");
    ck_assert_int_eq(mlt_jpeg_encode(ctx, &view, 95, &out, NULL), MLTEST_OK);
    ck_assert_int_eq(memcmp(out.bytes, "before\xFF\xD8", 8), 0);
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

START_TEST(test_too_large_for_the_format)
{
    for (int tall = 0; tall < 2; tall++) {
        uint8_t pixel = 0;
        mltest_error *error = NULL;
        size_t calls = memory.calls;
        mltest_image_view view = {.data = &pixel,
                                  .width = tall ? 1 : 65501,
                                  .height = tall ? 65501 : 1,
                                  .stride_bytes = tall ? 0 : 65501,
                                  .format = MLTEST_FORMAT_GRAY8};
        ck_assert_int_eq(mlt_jpeg_encode(ctx, &view, 80, &out, &error), MLTEST_ERR_UNSUPPORTED);
        ck_assert_ptr_nonnull(strstr(mltest_error_message(error), "65500"));
        ck_assert_uint_eq(memory.calls, calls);
        ck_assert_uint_eq(out.n, 0);
        mltest_error_free(error);
    }
}
END_TEST

START_TEST(test_largest_of_the_format)
{
    uint8_t pixel = 0;
    mltest_image_view view = {
        .data = &pixel, .width = 1, .height = 65500, .format = MLTEST_FORMAT_GRAY8};
    ck_assert_int_eq(mltest_context_set_limit(ctx, "max_side", 65500, NULL), MLTEST_OK);
    pass(&view, 80); /* every row is the same pixel */
    ck_assert_uint_eq(pixels.height, 65500);
    mlt_pixels_free(ctx, &pixels);
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
    tcase_add_test(tc, test_bytes_are_those_of_libjpeg);
    tcase_add_test(tc, test_large_files_are_whole);
    tcase_add_test(tc, test_appends);
    tcase_add_test(tc, test_strided_and_upside_down);
    tcase_add_test(tc, test_quality_costs_bytes);
    tcase_add_test(tc, test_too_large_for_the_format);
    tcase_add_test(tc, test_largest_of_the_format);
    tcase_add_test(tc, test_out_of_memory);
    Suite *suite = suite_create("codec_jpeg_encode");
    suite_add_tcase(suite, tc);
    return suite;
}
