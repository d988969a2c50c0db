/* SPDX-License-Identifier: MIT */
#include "image/turn.h"

#include "image/pictures.h"

enum { N_TURNINGS = 8 };

static mlt_image turned(const mltest_image_view *view, mlt_turning turning)
{
    mlt_image out;
    mlt_image_init(&out, NULL);
    ck_assert_int_eq(mlt_image_turn(&out, view, turning, NULL), MLTEST_OK);
    return out;
}

static bool same(const mlt_image *a, const mlt_image *b)
{
    mltest_image_view u = mlt_image_view(a), v = mlt_image_view(b);
    return mlt_view_hash(&u) == mlt_view_hash(&v);
}

/* ABC / DEF, row by row, as their names say. */
START_TEST(test_names)
{
    static const char *const want[N_TURNINGS] = {"ABCDEF", "CBAFED", "DEFABC", "FEDCBA",
                                                 "ADBECF", "CFBEAD", "DAEBFC", "FCEBDA"};
    const mltest_image_view view = {.data = "ABCDEF",
                                    .stride_bytes = 3,
                                    .width = 3,
                                    .height = 2,
                                    .format = MLTEST_FORMAT_GRAY8};
    for (int t = 0; t < N_TURNINGS; t++) {
        mlt_image out = turned(&view, (mlt_turning)t);
        ck_assert_uint_eq(out.width, t & MLT_TURN_SWAP ? 2 : 3);
        ck_assert_uint_eq(out.height, t & MLT_TURN_SWAP ? 3 : 2);
        ck_assert_mem_eq(out.data, want[t], 6);
        mlt_image_free(&out);
    }
}
END_TEST

/* Pixels of every format are where the map says, at sizes around those of blocks. */
START_TEST(test_pixels_follow_the_map)
{
    static const uint32_t sizes[][2] = {{1, 1}, {1, 37}, {37, 1}, {5, 6}, {16, 33}, {67, 70}};
    mlt_turning turning = (mlt_turning)_i;
    for (int i = 0; i < N_FORMATS * 6; i++) {
        uint32_t width = sizes[i % 6][0], height = sizes[i % 6][1], format = all_formats[i / 6];
        picture p = make_picture(texture, width, height, format, 5, 0xA5, i % 4 == 1);
        size_t pixel = mlt_format_bytes(format);
        mlt_image out = turned(&p.view, turning);
        mltest_image_view view = mlt_image_view(&out);
        double h[9];
        mlt_turning_map(h, turning, width, height);
        for (uint32_t k = 0; k < width * height; k++) {
            double u = k % width + 0.5, v = (double)(k / width) + 0.5;
            double x = h[0] * u + h[1] * v + h[2], y = h[3] * u + h[4] * v + h[5];
            ck_assert_mem_eq(mlt_view_row(&view, (uint32_t)y) + (size_t)x * pixel,
                             mlt_view_row(&p.view, k / width) + k % width * pixel, pixel);
        }
        ck_assert_double_eq(h[6] * h[6] + h[7] * h[7], 0);
        ck_assert_double_eq(h[8], 1);
        mlt_image_free(&out);
        free(p.block);
    }
}
END_TEST

/* One after the other is what the table says, and always one of the eight. */
START_TEST(test_closed)
{
    picture p = plain_picture(texture, 9, 7, MLTEST_FORMAT_RGB8);
    for (int i = 0; i < N_TURNINGS * N_TURNINGS; i++) {
        mlt_turning a = (mlt_turning)(i / N_TURNINGS), b = (mlt_turning)(i % N_TURNINGS);
        mlt_image first = turned(&p.view, a);
        mltest_image_view between = mlt_image_view(&first);
        mlt_image second = turned(&between, b);
        mlt_image both = turned(&p.view, mlt_turning_then(a, b));
        ck_assert_uint_lt((unsigned)mlt_turning_then(a, b), N_TURNINGS);
        ck_assert(same(&second, &both));
        mlt_image_free(&first);
        mlt_image_free(&second);
        mlt_image_free(&both);
    }
    free(p.block);
}
END_TEST

START_TEST(test_group)
{
    for (int i = 0; i < N_TURNINGS; i++) {
        mlt_turning a = (mlt_turning)i, inverse = mlt_turning_inverse(a);
        ck_assert_int_eq(mlt_turning_then(a, MLT_TURN_NONE), a);
        ck_assert_int_eq(mlt_turning_then(MLT_TURN_NONE, a), a);
        ck_assert_int_eq(mlt_turning_then(a, inverse), MLT_TURN_NONE);
        ck_assert_int_eq(mlt_turning_then(inverse, a), MLT_TURN_NONE);
        for (int k = 0; k < N_TURNINGS * N_TURNINGS; k++) {
            mlt_turning b = (mlt_turning)(k / N_TURNINGS), c = (mlt_turning)(k % N_TURNINGS);
            ck_assert_int_eq(mlt_turning_then(mlt_turning_then(a, b), c),
                             mlt_turning_then(a, mlt_turning_then(b, c)));
        }
    }
    ck_assert_int_eq(mlt_turning_then(MLT_TURN_LEFT, MLT_TURN_LEFT), MLT_TURN_HALF);
    ck_assert_int_eq(mlt_turning_then(MLT_TURN_HALF, MLT_TURN_LEFT), MLT_TURN_RIGHT);
    ck_assert_int_eq(mlt_turning_inverse(MLT_TURN_LEFT), MLT_TURN_RIGHT);
}
END_TEST

/* Too large a picture is refused as everywhere. */
START_TEST(test_limits)
{
    uint8_t pixel = 0;
    const mltest_image_view view = {.data = &pixel,
                                    .stride_bytes = 1 << 20,
                                    .width = 1 << 20,
                                    .height = 1,
                                    .format = MLTEST_FORMAT_GRAY8};
    mlt_image out;
    mlt_image_init(&out, NULL);
    ck_assert_int_eq(mlt_image_turn(&out, &view, MLT_TURN_LEFT, NULL), MLTEST_ERR_LIMIT);
    mlt_image_free(&out);
}
END_TEST

Suite *mlt_suite_image_turn(void);
Suite *mlt_suite_image_turn(void)
{
    Suite *suite = suite_create("image_turn");
    TCase *tc = tcase_create("turn");
    tcase_add_test(tc, test_names);
    tcase_add_loop_test(tc, test_pixels_follow_the_map, 0, N_TURNINGS);
    tcase_add_test(tc, test_closed);
    tcase_add_test(tc, test_group);
    tcase_add_test(tc, test_limits);
    suite_add_tcase(suite, tc);
    return suite;
}
