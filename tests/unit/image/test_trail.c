/* SPDX-License-Identifier: MIT */
#include "image/trail.h"

#include <math.h>

#include "testing.h"

/* To the right: weights fall like a Gaussian and sum to 1. */
START_TEST(test_taps)
{
    mlt_trail t;
    double sum = 0;
    mlt_trail_make(&t, 10, 3, 0, 640, 480);
    ck_assert_int_eq(t.n, 21);
    for (int i = 0; i < t.n; i++) {
        ck_assert_int_eq(t.taps[i].dx, i);
        ck_assert_int_eq(t.taps[i].dy, 0);
        ck_assert_double_eq_tol(t.taps[i].weight / t.taps[0].weight, exp(-i * i / 18.0), 1e-12);
        sum += t.taps[i].weight;
    }
    ck_assert_double_eq_tol(sum, 1, 1e-12);
    mlt_trail_make(&t, 10, 3, 90, 640, 480); /* down; ties of the shift go down as well */
    ck_assert_int_eq(t.taps[20].dy, 20);
    ck_assert_int_eq(t.taps[20].dx, 0);
}
END_TEST

/* Cut where it would leave the picture, without a new norm. */
START_TEST(test_small_pictures)
{
    mlt_trail t;
    double sum = 0;
    mlt_trail_make(&t, 10, 100, 0, 5, 480);
    ck_assert_int_eq(t.n, 5);
    for (int i = 0; i < t.n; i++)
        sum += t.taps[i].weight;
    ck_assert_double_lt(sum, 0.3);
}
END_TEST

START_TEST(test_a_point)
{
    float plane[3 * 6] = {0}, row[6];
    mlt_trail t;
    plane[6 + 4] = 1;
    mlt_trail_make(&t, 1, 1, 0, 6, 3);
    mlt_trail_row(&t, row, plane, 1, 6, 3, 1);
    for (int x = 0; x < 6; x++) {
        float want = x < 2 || x > 4 ? 0 : (float)t.taps[4 - x].weight;
        ck_assert_float_eq(row[x], want);
    }
    mlt_trail_row(&t, row, plane, 0, 6, 3, 1);
    for (int x = 0; x < 6; x++)
        ck_assert_float_eq(row[x], 0);
}
END_TEST

/* Beyond the edges their pixels repeat, of each channel its own. */
START_TEST(test_edges)
{
    float plane[2 * 4 * 3], row[4 * 3];
    mlt_trail t;
    for (int i = 0; i < 24; i++)
        plane[i] = (float)(i % 3);
    for (int degrees = -180; degrees <= 180; degrees += 15) {
        mlt_trail_make(&t, 1, 2, degrees, 4, 2);
        float sum = 0;
        for (int i = 0; i < t.n; i++)
            sum += (float)t.taps[i].weight;
        mlt_trail_row(&t, row, plane, 1, 4, 2, 3);
        for (int i = 0; i < 12; i++)
            ck_assert_float_eq_tol(row[i], sum * (float)(i % 3), 1e-6f);
    }
}
END_TEST

Suite *mlt_suite_image_trail(void);
Suite *mlt_suite_image_trail(void)
{
    Suite *suite = suite_create("image_trail");
    TCase *tc = tcase_create("trail");
    tcase_add_test(tc, test_taps);
    tcase_add_test(tc, test_small_pictures);
    tcase_add_test(tc, test_a_point);
    tcase_add_test(tc, test_edges);
    suite_add_tcase(suite, tc);
    return suite;
}
