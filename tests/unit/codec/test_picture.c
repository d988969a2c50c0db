/* SPDX-License-Identifier: MIT */
#include "codec/picture.h"

#include "codec/exif_build.h"
#include "codec/jpeg_build.h"
#include "codec/png.h"

Suite *mlt_suite_codec_picture(void);

static mlt_test_alloc memory;
static mltest_context *ctx;
static unsigned char *jpeg;
static size_t n_jpeg;
static mlt_text png;

static void set_up(void)
{
    uint8_t from[16 * 9];
    memory = (mlt_test_alloc){0};
    ctx = mlt_test_context(&memory);
    mltest_image_view view = jb_view(from, 16, 9, MLTEST_FORMAT_GRAY8);
    jpeg = jb_file(8, 24, 3, false, &n_jpeg);
    mlt_text_init(&png, ctx);
    ck_assert_int_eq(mlt_png_encode(ctx, &view, 6, &png, NULL), MLTEST_OK);
}

static void tear_down(void)
{
    free(jpeg);
    mlt_text_free(&png);
    mltest_context_free(ctx);
    ck_assert_uint_eq(memory.live, 0);
}

/* The name says nothing, the first bytes do. */
START_TEST(test_by_content)
{
    mlt_picture_info info;
    mlt_pixels pixels;
    ck_assert_int_eq(mlt_picture_header("a.png", jpeg, n_jpeg, &info, NULL), MLTEST_OK);
    ck_assert_str_eq(info.type, "jpeg");
    ck_assert(info.width == 8 && info.height == 24 && info.orientation == 1);
    ck_assert_int_eq(mlt_picture_header("a.jpg", mlt_text_string(&png), png.n, &info, NULL),
                     MLTEST_OK);
    ck_assert_str_eq(info.type, "png");
    ck_assert(info.width == 16 && info.height == 9);
    ck_assert_int_eq(mlt_picture_decode(ctx, "a.png", jpeg, n_jpeg, &pixels, NULL), MLTEST_OK);
    ck_assert_uint_eq(pixels.format, MLTEST_FORMAT_RGB8);
    mlt_pixels_free(ctx, &pixels);
    ck_assert_int_eq(mlt_picture_decode(ctx, "a.jpg", mlt_text_string(&png), png.n, &pixels, NULL),
                     MLTEST_OK);
    ck_assert_uint_eq(pixels.format, MLTEST_FORMAT_GRAY8);
    mlt_pixels_free(ctx, &pixels);
}
END_TEST

START_TEST(test_what_is_neither)
{
    static const struct {
        const char *bytes;
        size_t n;
        const char *words;
    } cases[] = {
        {"", 0, "a.png: an empty file where a PNG or JPEG picture is expected"},
        {"GIF89a", 6, "a.png: not a PNG or JPEG file"},
        {"\x89PNG\r\n", 6, "a.png: not a PNG or JPEG file"},
        {"\xFF\xD8", 2, "a.png: not a PNG or JPEG file"},
    };
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        mlt_picture_info info;
        mlt_pixels pixels;
        mltest_error *error = NULL;
        ck_assert_int_eq(mlt_picture_header("a.png", cases[i].bytes, cases[i].n, &info, &error),
                         MLTEST_ERR_FORMAT);
        ck_assert_str_eq(mltest_error_message(error), cases[i].words);
        mltest_error_free(error);
        error = NULL;
        ck_assert_int_eq(
            mlt_picture_decode(ctx, "a.png", cases[i].bytes, cases[i].n, &pixels, &error),
            MLTEST_ERR_FORMAT);
        ck_assert_ptr_null(pixels.data);
        mltest_error_free(error);
    }
}
END_TEST

/* Size and orientation as the decoder gives them. */
START_TEST(test_header_is_that_of_the_pixels)
{
    unsigned char block[EB_SIZE];
    mlt_picture_info info;
    mlt_pixels pixels;
    eb_build(block, 6, true);
    jpeg = jb_add_app1(jpeg, &n_jpeg, block, sizeof block);
    ck_assert_int_eq(mlt_picture_header("a", jpeg, n_jpeg, &info, NULL), MLTEST_OK);
    ck_assert_int_eq(mlt_picture_decode(ctx, "a", jpeg, n_jpeg, &pixels, NULL), MLTEST_OK);
    ck_assert(info.width == 8 && info.height == 24 && info.orientation == 6);
    ck_assert(pixels.width == 8 && pixels.height == 24 && pixels.orientation == 6);
    mlt_pixels_free(ctx, &pixels);
}
END_TEST

/* Once the first bytes say what it is, errors are those of that format. */
START_TEST(test_damaged_files)
{
    static const struct {
        const char *bytes;
        size_t n;
        const char *words;
    } cases[] = {
        {"\xFF\xD8\xFF", 3, "a: not a JPEG file that can be decoded: "},
        {"\xFF\xD8\xFF\xD9", 4, "a: not a JPEG file that can be decoded: "},
        {"\x89PNG\r\n\x1a\n", 8, "PNG"},
    };
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        mlt_picture_info info;
        mlt_pixels pixels;
        mltest_error *error = NULL;
        ck_assert_int_eq(mlt_picture_header("a", cases[i].bytes, cases[i].n, &info, &error),
                         MLTEST_ERR_FORMAT);
        ck_assert_ptr_nonnull(strstr(mltest_error_message(error), cases[i].words));
        mltest_error_free(error);
        error = NULL;
        ck_assert_int_eq(mlt_picture_decode(ctx, "a", cases[i].bytes, cases[i].n, &pixels, &error),
                         MLTEST_ERR_FORMAT);
        ck_assert_ptr_null(pixels.data);
        ck_assert_ptr_nonnull(strstr(mltest_error_message(error), cases[i].words));
        mltest_error_free(error);
    }
}
END_TEST

static mltest_status decode_both(mltest_context *with, void *data)
{
    (void)data;
    for (int i = 0; i < 2; i++) {
        mlt_pixels pixels;
        mltest_error *error = NULL;
        mltest_status status =
            mlt_picture_decode(with, "a", i == 0 ? (const void *)jpeg : png.bytes,
                               i == 0 ? n_jpeg : png.n, &pixels, &error);
        mlt_pixels_free(with, &pixels);
        mltest_error_free(error);
        if (status != MLTEST_OK)
            return status;
    }
    return MLTEST_OK;
}

START_TEST(test_out_of_memory)
{
    mlt_test_every_allocation(decode_both, NULL);
}
END_TEST

Suite *mlt_suite_codec_picture(void)
{
    TCase *tc = tcase_create("picture");
    tcase_add_checked_fixture(tc, set_up, tear_down);
    tcase_add_test(tc, test_by_content);
    tcase_add_test(tc, test_what_is_neither);
    tcase_add_test(tc, test_header_is_that_of_the_pixels);
    tcase_add_test(tc, test_damaged_files);
    tcase_add_test(tc, test_out_of_memory);
    Suite *suite = suite_create("codec_picture");
    suite_add_tcase(suite, tc);
    return suite;
}
