/* SPDX-License-Identifier: MIT */
#include "codec/picture.h"

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

Suite *mlt_suite_codec_picture(void)
{
    TCase *tc = tcase_create("picture");
    tcase_add_checked_fixture(tc, set_up, tear_down);
    tcase_add_test(tc, test_by_content);
    tcase_add_test(tc, test_what_is_neither);
    Suite *suite = suite_create("codec_picture");
    suite_add_tcase(suite, tc);
    return suite;
}
