/* SPDX-License-Identifier: MIT */
#include "image/grey.h"

#include <stdlib.h>
#include <string.h>

#include "image/chamfer.h"
#include "testing.h"

/* Edges mirror: in three pixels beside each other, or below, the first sees the second twice. */
START_TEST(test_mean)
{
    const uint8_t in[3] = {0, 30, 91};
    uint8_t out[3];
    uint32_t width = _i == 0 ? 3 : 1;
    mlt_grey_mean(out, in, width, 3 / width);
    ck_assert_int_eq(out[0], 20);
    ck_assert_int_eq(out[1], 40); /* 121 / 3 = 40.33 */
    ck_assert_int_eq(out[2], 50); /* 151 / 3 = 50.33 */
}
END_TEST

START_TEST(test_correlate)
{
    static const int16_t above[9] = {0, 1, 0, 0, 0, 0, 0, 0, 0},
                         right[9] = {0, 0, 0, 0, 0, 1, 0, 0, 0},
                         twice[9] = {0, 0, 0, 0, 2, 0, 0, 0, 0},
                         minus[9] = {0, 0, 0, 0, -1, 0, 0, 0, 0};
    const uint8_t in[4] = {1, 2, 200, 4};
    uint8_t out[4];
    mlt_grey_correlate(out, in, 2, 2, right);
    ck_assert_int_eq(out[0], 2);
    ck_assert_int_eq(out[1], 1); /* mirrored */
    ck_assert_int_eq(out[2], 4);
    mlt_grey_correlate(out, in, 2, 2, above);
    ck_assert_int_eq(out[0], 200); /* mirrored */
    ck_assert_int_eq(out[2], 1);
    ck_assert_int_eq(out[3], 2);
    mlt_grey_correlate(out, in, 2, 2, twice);
    ck_assert_int_eq(out[2], 255);
    mlt_grey_correlate(out, in, 2, 2, minus);
    ck_assert_int_eq(out[2], 0);
}
END_TEST

/* Counts 2, 1, 1: the lowest level becomes 0, the others share the rest. */
START_TEST(test_equalise)
{
    uint8_t plane[4] = {9, 7, 7, 200}, flat[3] = {5, 5, 5};
    mlt_grey_equalise(plane, 2, 2);
    ck_assert_int_eq(plane[1], 0);
    ck_assert_int_eq(plane[0], 128); /* 127.5 to the even */
    ck_assert_int_eq(plane[3], 255);
    mlt_grey_equalise(flat, 3, 1);
    ck_assert_int_eq(flat[0], 5);
}
END_TEST

START_TEST(test_distances)
{
    static const int pixels[3] = {3, 5, 20};
    uint32_t width = _i == 0 ? 3 : 1, height = 3 / width;
    int32_t *d = calloc(mlt_chamfer_bytes(width, height), 1);
    uint8_t out[3];
    for (uint32_t i = 0; i < 3; i++)
        d[mlt_chamfer_place(width, i % width, i / width)] = pixels[i] * MLT_CHAMFER_ONE;
    mlt_grey_of_distances(out, d, width, height);
    ck_assert_int_eq(out[0], 4);  /* (3 + 5 + 5) / 3 = 4.3 */
    ck_assert_int_eq(out[1], 9);  /* (3 + 5 + 20) / 3 */
    ck_assert_int_eq(out[2], 10); /* (20 + 5 + 5) / 3 */
    free(d);
}
END_TEST

Suite *mlt_suite_image_grey(void);
Suite *mlt_suite_image_grey(void)
{
    Suite *suite = suite_create("image_grey");
    TCase *tc = tcase_create("grey");
    tcase_add_loop_test(tc, test_mean, 0, 2);
    tcase_add_test(tc, test_correlate);
    tcase_add_test(tc, test_equalise);
    tcase_add_loop_test(tc, test_distances, 0, 2);
    suite_add_tcase(suite, tc);
    return suite;
}
