/* SPDX-License-Identifier: MIT */
#include "codec/jpeg_build.h"

Suite *mlt_suite_codec_jpeg_decode(void);

static mlt_test_alloc memory;
static mltest_context *ctx;
static mlt_pixels pixels;
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

static void decoded(const void *bytes, size_t n)
{
    ck_assert_msg(mlt_jpeg_decode(ctx, "t.jpg", bytes, n, &pixels, &error) == MLTEST_OK, "%s",
                  mltest_error_message(error));
}

static void near_original(uint32_t channels, int allowed)
{
    for (uint32_t y = 0; y < pixels.height; y++)
        for (uint32_t x = 0; x < pixels.width * channels; x++) {
            const uint8_t *row = (const uint8_t *)pixels.data + (int64_t)y * pixels.stride_bytes;
            int off = row[x] - jb_pixel(x / channels, y, x % channels);
            ck_assert_msg(off >= -allowed && off <= allowed, "(%u, %u): off by %d", x, y, off);
        }
}

START_TEST(test_grey_and_colour_of_odd_sizes)
{
    for (int channels = 1; channels <= 3; channels += 2)
        for (int progressive = 0; progressive < 2; progressive++)
            for (uint32_t side = 1; side <= 33; side += 8) {
                size_t n;
                unsigned char *bytes = jb_file(side, side + 5, channels, progressive != 0, &n);
                decoded(bytes, n);
                ck_assert_uint_eq(pixels.width, side);
                ck_assert_uint_eq(pixels.height, side + 5);
                ck_assert_uint_eq(pixels.format,
                                  channels == 1 ? MLTEST_FORMAT_GRAY8 : MLTEST_FORMAT_RGB8);
                ck_assert_uint_eq(pixels.n_warnings, 0);
                near_original((uint32_t)channels, 12);
                mlt_pixels_free(ctx, &pixels);
                free(bytes);
            }
}
END_TEST

/* Adobe's CMYK is inverted: R = C K / 255. */
START_TEST(test_cmyk)
{
    size_t n;
    unsigned char *bytes = jb_file(16, 16, 4, false, &n);
    decoded(bytes, n);
    ck_assert_uint_eq(pixels.format, MLTEST_FORMAT_RGB8);
    for (uint32_t y = 0; y < 16; y++)
        for (uint32_t x = 0; x < 16; x++)
            for (uint32_t c = 0; c < 3; c++) {
                int want = jb_pixel(x, y, c) * jb_pixel(x, y, 3) / 255;
                int got = ((const uint8_t *)pixels.data)[(y * 16 + x) * 3 + c];
                ck_assert_int_le(abs(got - want), 6);
            }
    mlt_pixels_free(ctx, &pixels);
    free(bytes);
}
END_TEST

/* Cut anywhere: pixels with a warning, or an error; nothing else, and nothing lost. */
START_TEST(test_cut_at_every_byte)
{
    size_t n;
    unsigned char *bytes = jb_file(20, 20, 3, false, &n);
    size_t n_decoded = 0;
    for (size_t cut = 0; cut < n - 2; cut++) {
        mltest_status status = mlt_jpeg_decode(ctx, "t.jpg", bytes, cut, &pixels, &error);
        if (status == MLTEST_OK) {
            ck_assert_uint_ge(pixels.n_warnings, 1);
            ck_assert_int_ne(pixels.warning[0], '\0');
            n_decoded++;
        } else {
            ck_assert_int_eq(status, MLTEST_ERR_FORMAT);
            ck_assert_ptr_null(pixels.data);
            ck_assert_ptr_nonnull(strstr(mltest_error_message(error), "t.jpg: not a JPEG file"));
        }
        mlt_pixels_free(ctx, &pixels);
        mltest_error_free(error);
        error = NULL;
        ck_assert_uint_le(memory.live, 1); /* the context itself */
    }
    ck_assert_uint_gt(n_decoded, 10);
    free(bytes);
}
END_TEST

START_TEST(test_every_byte_may_be_wrong)
{
    size_t n;
    unsigned char *bytes = jb_file(12, 12, 3, true, &n);
    for (size_t at = 2; at < n; at++) {
        unsigned char was = bytes[at];
        bytes[at] = (unsigned char)~was;
        (void)mlt_jpeg_decode(ctx, "t.jpg", bytes, n, &pixels, &error);
        mlt_pixels_free(ctx, &pixels);
        mltest_error_free(error);
        error = NULL;
        bytes[at] = was;
    }
    free(bytes);
}
END_TEST

START_TEST(test_size_is_checked_before_memory_is_taken)
{
    size_t n;
    unsigned char *bytes = jb_file(16, 16, 3, false, &n);
    for (size_t i = 0; i + 9 < n; i++)
        if (bytes[i] == 0xFF && bytes[i + 1] == 0xC0)
            memcpy(&bytes[i + 5], "\xFD\xE8\xFD\xE8", 4); /* 65000 x 65000 */
    size_t calls = memory.calls;
    ck_assert_int_eq(mlt_jpeg_decode(ctx, "t.jpg", bytes, n, &pixels, &error), MLTEST_ERR_LIMIT);
    ck_assert_uint_le(memory.calls, calls + 2);
    ck_assert_ptr_nonnull(strstr(mltest_error_message(error), "65000 x 65000"));
    free(bytes);
}
END_TEST

START_TEST(test_header_alone)
{
    uint32_t width;
    uint32_t height;
    uint32_t turned;
    size_t n;
    unsigned char *bytes = jb_file(16, 24, 3, true, &n);
    ck_assert_int_eq(mlt_jpeg_header("t.jpg", bytes, n, &width, &height, &turned, NULL), MLTEST_OK);
    ck_assert_uint_eq(width, 16);
    ck_assert_uint_eq(height, 24);
    ck_assert_uint_eq(turned, 1);
    ck_assert_int_eq(mlt_jpeg_header("t.jpg", bytes, 20, &width, &height, &turned, &error),
                     MLTEST_ERR_FORMAT);
    free(bytes);
}
END_TEST

static unsigned char *one;
static size_t n_one;

static mltest_status decode_one(mltest_context *with, void *data)
{
    mlt_pixels out;
    mltest_error *why = NULL;
    (void)data;
    mltest_status status = mlt_jpeg_decode(with, "t.jpg", one, n_one, &out, &why);
    mlt_pixels_free(with, &out);
    mltest_error_free(why);
    return status;
}

START_TEST(test_out_of_memory)
{
    for (int channels = 3; channels <= 4; channels++) {
        one = jb_file(8, 8, channels, false, &n_one);
        mlt_test_every_allocation(decode_one, NULL);
        free(one);
    }
}
END_TEST

Suite *mlt_suite_codec_jpeg_decode(void)
{
    TCase *tc = tcase_create("jpeg_decode");
    tcase_add_checked_fixture(tc, set_up, tear_down);
    tcase_add_test(tc, test_grey_and_colour_of_odd_sizes);
    tcase_add_test(tc, test_cmyk);
    tcase_add_test(tc, test_cut_at_every_byte);
    tcase_add_test(tc, test_every_byte_may_be_wrong);
    tcase_add_test(tc, test_size_is_checked_before_memory_is_taken);
    tcase_add_test(tc, test_header_alone);
    tcase_add_test(tc, test_out_of_memory);
    Suite *suite = suite_create("codec_jpeg_decode");
    suite_add_tcase(suite, tc);
    return suite;
}
