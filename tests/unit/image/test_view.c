/* SPDX-License-Identifier: MIT */
#include <stdlib.h>

#include "base/error.h"
#include "base/hash.h"
#include "image/pictures.h"

START_TEST(test_formats)
{
    ck_assert_uint_eq(mlt_format_channels(MLTEST_FORMAT_GRAY8), 1);
    ck_assert_uint_eq(mlt_format_channels(MLTEST_FORMAT_GRAY16), 1);
    ck_assert_uint_eq(mlt_format_channels(MLTEST_FORMAT_RGBA8), 3);
    ck_assert_uint_eq(mlt_format_channels(0), 0);
    ck_assert_uint_eq(mlt_format_channels(8), 0);
    ck_assert(mlt_format_has_alpha(MLTEST_FORMAT_BGRA8));
    ck_assert(!mlt_format_has_alpha(MLTEST_FORMAT_RGB16));
    ck_assert(mlt_format_is_16bit(MLTEST_FORMAT_RGB16));
    ck_assert(!mlt_format_is_16bit(MLTEST_FORMAT_RGBA8));
}
END_TEST

static mltest_status status_of(const mltest_image_view *view)
{
    mltest_error *error = NULL;
    mltest_status status = mlt_view_check(NULL, view, &error);
    ck_assert_int_eq(mlt_error_status(error), status);
    mlt_error_free(error);
    return status;
}

START_TEST(test_check)
{
    uint8_t pixels[64] = {0};
    const mltest_image_view good = {
        .data = pixels, .stride_bytes = 12, .width = 4, .height = 5, .format = MLTEST_FORMAT_RGB8};
    mltest_image_view v = good;
    ck_assert_int_eq(status_of(&v), MLTEST_OK);
    v.stride_bytes = -12;
    ck_assert_int_eq(status_of(&v), MLTEST_OK);
    static const int64_t bad_strides[] = {11, -11, 0, INT64_MIN, INT64_MAX, INT64_MIN + 1};
    for (size_t i = 0; i < sizeof bad_strides / sizeof bad_strides[0]; i++) {
        v.stride_bytes = bad_strides[i];
        ck_assert_int_eq(status_of(&v), MLTEST_ERR_INVALID);
    }
    v = good, v.data = NULL;
    ck_assert_int_eq(status_of(&v), MLTEST_ERR_INVALID);
    v = good, v.width = 0;
    ck_assert_int_eq(status_of(&v), MLTEST_ERR_INVALID);
    v = good, v.height = 0;
    ck_assert_int_eq(status_of(&v), MLTEST_ERR_INVALID);
    v = good, v.format = 8;
    ck_assert_int_eq(status_of(&v), MLTEST_ERR_INVALID);
    v = good, v.flags = 1;
    ck_assert_int_eq(status_of(&v), MLTEST_ERR_UNSUPPORTED);
    v = good, v.reserved[1] = 1;
    ck_assert_int_eq(status_of(&v), MLTEST_ERR_UNSUPPORTED);
    v = good, v.width = 1u << 30, v.stride_bytes = INT64_C(3) << 30;
    ck_assert_int_eq(status_of(&v), MLTEST_ERR_LIMIT);
}
END_TEST

static uint64_t hash_of(picture_function f, uint32_t width, uint32_t height, uint32_t format,
                        size_t pad, bool upside_down)
{
    picture p = make_picture(f, width, height, format, pad, (uint8_t)pad, upside_down);
    uint64_t hash = mlt_view_hash(&p.view);
    free(p.block);
    return hash;
}

START_TEST(test_hash_is_of_the_pixels_alone)
{
    uint64_t hash = hash_of(texture, 9, 6, MLTEST_FORMAT_RGB8, 0, false);
    ck_assert_uint_eq(hash_of(texture, 9, 6, MLTEST_FORMAT_RGB8, 5, false), hash);
    ck_assert_uint_eq(hash_of(texture, 9, 6, MLTEST_FORMAT_RGB8, 7, true), hash);
    ck_assert_uint_ne(hash_of(scene, 9, 6, MLTEST_FORMAT_RGB8, 0, false), hash);
    ck_assert_uint_ne(hash_of(texture, 9, 6, MLTEST_FORMAT_RGBA8, 0, false), hash);
    /* the same bytes in another shape */
    picture p = plain_picture(texture, 8, 6, MLTEST_FORMAT_GRAY8);
    uint64_t flat = mlt_view_hash(&p.view);
    p.view.width = 6;
    p.view.stride_bytes = 6;
    p.view.height = 8;
    ck_assert_uint_ne(mlt_view_hash(&p.view), flat);
    free(p.block);
}
END_TEST

START_TEST(test_hash_as_stated)
{
    static const uint8_t bytes[] = {2, 0, 0, 0, 1, 0, 0, 0, 1, 0, 0, 0, 7, 9};
    const mltest_image_view view = {.data = bytes + 12,
                                    .stride_bytes = 2,
                                    .width = 2,
                                    .height = 1,
                                    .format = MLTEST_FORMAT_GRAY8};
    ck_assert_uint_eq(mlt_view_hash(&view), mlt_hash64(bytes, sizeof bytes, 0));
}
END_TEST

/* One level up in the first half of the columns, three down in the rest. */
static uint8_t near_scene(uint32_t x, uint32_t y, uint32_t channel)
{
    uint8_t v = scene(x, y, channel);
    if (channel == 3)
        return (uint8_t)(v ^ 0xFF); /* alpha does not count */
    return x < 15 ? (uint8_t)(v < 255 ? v + 1 : v - 1) : (uint8_t)(v - 3);
}

START_TEST(test_change)
{
    static const uint32_t formats[] = {
        MLTEST_FORMAT_GRAY8, MLTEST_FORMAT_GRAY16, MLTEST_FORMAT_RGB8, MLTEST_FORMAT_RGB16,
        MLTEST_FORMAT_RGBA8, MLTEST_FORMAT_BGR8,   MLTEST_FORMAT_BGRA8};
    for (size_t i = 0; i < sizeof formats / sizeof formats[0]; i++) {
        picture a = make_picture(scene, 30, 20, formats[i], 4, 1, false);
        picture b = make_picture(near_scene, 30, 20, formats[i], 9, 2, true);
        ck_assert_double_eq(mlt_view_change(&a.view, &a.view), 0);
        ck_assert_double_eq(mlt_view_change(&a.view, &b.view), 2);
        ck_assert_double_eq(mlt_view_change(&b.view, &a.view), 2);
        free(a.block);
        free(b.block);
    }
}
END_TEST

static double change_between(uint32_t format, uint32_t other, picture_function f)
{
    picture a = plain_picture(scene, 30, 20, format), b = plain_picture(f, 30, 20, other);
    double change = mlt_view_change(&a.view, &b.view);
    free(a.block);
    free(b.block);
    return change;
}

START_TEST(test_change_between_orders_of_channels)
{
    ck_assert_double_eq(change_between(MLTEST_FORMAT_BGR8, MLTEST_FORMAT_RGB8, scene), 0);
    ck_assert_double_eq(change_between(MLTEST_FORMAT_RGB8, MLTEST_FORMAT_BGR8, near_scene), 2);
    ck_assert_double_eq(change_between(MLTEST_FORMAT_BGRA8, MLTEST_FORMAT_RGBA8, near_scene), 2);
    ck_assert_double_eq(change_between(MLTEST_FORMAT_RGB8, MLTEST_FORMAT_GRAY8, scene), 255);
    ck_assert_double_eq(change_between(MLTEST_FORMAT_RGB8, MLTEST_FORMAT_RGBA8, scene), 255);
}
END_TEST

START_TEST(test_change_between_sizes)
{
    picture a = plain_picture(scene, 6, 4, MLTEST_FORMAT_GRAY8);
    picture b = plain_picture(scene, 4, 6, MLTEST_FORMAT_GRAY8);
    ck_assert_double_eq(mlt_view_change(&a.view, &b.view), 255);
    free(a.block);
    free(b.block);
}
END_TEST

Suite *mlt_suite_image_view(void);
Suite *mlt_suite_image_view(void)
{
    Suite *suite = suite_create("image_view");
    TCase *tc = tcase_create("view");
    tcase_add_test(tc, test_formats);
    tcase_add_test(tc, test_check);
    tcase_add_test(tc, test_hash_is_of_the_pixels_alone);
    tcase_add_test(tc, test_hash_as_stated);
    tcase_add_test(tc, test_change);
    tcase_add_test(tc, test_change_between_orders_of_channels);
    tcase_add_test(tc, test_change_between_sizes);
    suite_add_tcase(suite, tc);
    return suite;
}
