/* SPDX-License-Identifier: MIT */
#include "stats/isotonic.h"
#include "testing.h"

#include <math.h>

Suite *mlt_suite_stats_isotonic(void);

START_TEST(by_hand)
{
    const double values[] = {1, 3, 2, 4, 3.5, 3.5, 7};
    const double want[] = {1, 2.5, 2.5, 11 / 3.0, 11 / 3.0, 11 / 3.0, 7};
    double fit[7];
    ck_assert_int_eq(mlt_isotonic(NULL, values, NULL, 7, fit, NULL), MLTEST_OK);
    for (int i = 0; i < 7; i++)
        ck_assert_double_eq_tol(fit[i], want[i], 1e-15);
    const double weights[] = {1, 1, 3, 1, 2, 1, 1};
    ck_assert_int_eq(mlt_isotonic(NULL, values, weights, 7, fit, NULL), MLTEST_OK);
    ck_assert_double_eq_tol(fit[1], 9 / 4.0, 1e-15);
    ck_assert_double_eq_tol(fit[4], 14.5 / 4, 1e-15);
}
END_TEST

/* The example of R's isoreg(). */
START_TEST(published)
{
    const double values[] = {1, 0, 4, 3, 3, 5, 4, 2, 0};
    const double want[] = {0.5, 0.5, 3, 3, 3, 3, 3, 3, 3};
    double fit[9];
    ck_assert_int_eq(mlt_isotonic(NULL, values, NULL, 9, fit, NULL), MLTEST_OK);
    for (int i = 0; i < 9; i++)
        ck_assert_double_eq_tol(fit[i], want[i], 1e-15);
}
END_TEST

/* max over a <= i of min over b >= i of the mean of a … b (Barlow et al. 1972). */
static double max_min(const double *v, const double *w, int n, int i)
{
    double best = -INFINITY;
    for (int a = 0; a <= i; a++) {
        double least = INFINITY;
        for (int b = i; b < n; b++) {
            double sum = 0, weight = 0;
            for (int x = a; x <= b; x++) {
                sum += v[x] * w[x];
                weight += w[x];
            }
            least = fmin(least, sum / weight);
        }
        best = fmax(best, least);
    }
    return best;
}

START_TEST(max_min_formula)
{
    enum { N = 17 };
    uint32_t state = 5;
    for (int round = 0; round < 200; round++) {
        double v[N], w[N], fit[N];
        for (int i = 0; i < N; i++) {
            state = state * 1664525u + 1013904223u;
            v[i] = (double)(state >> 27) + 0.5 * i;
            w[i] = 1 + (double)(state >> 20 & 7);
        }
        ck_assert_int_eq(mlt_isotonic(NULL, v, w, N, fit, NULL), MLTEST_OK);
        for (int i = 0; i < N; i++)
            ck_assert_double_eq_tol(fit[i], max_min(v, w, N, i), 1e-12);
    }
}
END_TEST

START_TEST(places_without_weight)
{
    double values[] = {NAN, 9, 1, NAN, 0.5, 3, -4};
    const double weights[] = {1, 0, 1, 1, 1, 1, -1};
    const double want[] = {0.75, 0.75, 0.75, 0.75, 0.75, 3, 3};
    ck_assert_int_eq(mlt_isotonic(NULL, values, weights, 7, values, NULL), MLTEST_OK);
    for (int i = 0; i < 7; i++)
        ck_assert_double_eq_tol(values[i], want[i], 1e-15);
    double none[2] = {NAN, NAN};
    ck_assert_int_eq(mlt_isotonic(NULL, none, NULL, 2, none, NULL), MLTEST_OK);
    ck_assert(isnan(none[0]) && isnan(none[1]));
    ck_assert_int_eq(mlt_isotonic(NULL, none, NULL, 0, none, NULL), MLTEST_OK);
}
END_TEST

static mltest_status body(mltest_context *ctx, void *data)
{
    const double values[] = {2, 1};
    double fit[2];
    (void)data;
    return mlt_isotonic(ctx, values, NULL, 2, fit, NULL);
}

START_TEST(allocations)
{
    mlt_test_every_allocation(body, NULL);
}
END_TEST

Suite *mlt_suite_stats_isotonic(void)
{
    Suite *suite = suite_create("stats_isotonic");
    TCase *tests = tcase_create("isotonic");
    tcase_set_timeout(tests, 60);
    tcase_add_test(tests, by_hand);
    tcase_add_test(tests, published);
    tcase_add_test(tests, max_min_formula);
    tcase_add_test(tests, places_without_weight);
    tcase_add_test(tests, allocations);
    suite_add_tcase(suite, tests);
    return suite;
}
