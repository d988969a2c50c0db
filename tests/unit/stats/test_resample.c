/* SPDX-License-Identifier: MIT */
#include "stats/resample.h"
#include "testing.h"

#include <math.h>
#include <string.h>

Suite *mlt_suite_stats_resample(void);

START_TEST(weights_are_counts)
{
    double weights[1000], again[1000], other[1000];
    for (size_t n = 1; n <= 1000; n = n * 3 + 1)
        for (uint32_t draw = 0; draw < 20; draw++) {
            double sum = 0;
            mlt_resample_weights(7, draw, weights, n);
            mlt_resample_weights(7, draw, again, n);
            ck_assert_mem_eq(weights, again, n * sizeof *weights);
            for (size_t i = 0; i < n; i++) {
                ck_assert(weights[i] >= 0 && weights[i] == floor(weights[i]));
                sum += weights[i];
            }
            ck_assert_double_eq(sum, (double)n);
        }
    mlt_resample_weights(8, 19, other, 1000);
    mlt_resample_weights(7, 18, again, 1000);
    mlt_resample_weights(7, 19, weights, 1000);
    ck_assert(memcmp(weights, other, sizeof weights) != 0);
    ck_assert(memcmp(weights, again, sizeof weights) != 0);
}
END_TEST

/* Which draws these are must not change from version to version. */
START_TEST(golden)
{
    double weights[10];
    mlt_resample_weights(1, 0, weights, 10);
    const double want[10] = {1, 1, 1, 2, 1, 1, 1, 0, 1, 1};
    for (int i = 0; i < 10; i++)
        ck_assert_msg(weights[i] == want[i], "%d: %g", i, weights[i]);
}
END_TEST

/* Counts are binomial, and the pairs negatively correlated: their moments over many draws. */
START_TEST(moments)
{
    enum { N = 50, DRAWS = 20000 };
    double weights[N], square = 0, product = 0, none = 0;
    for (uint32_t draw = 0; draw < DRAWS; draw++) {
        mlt_resample_weights(3, draw, weights, N);
        for (int i = 0; i < N; i++) {
            square += (weights[i] - 1) * (weights[i] - 1);
            product += (weights[i] - 1) * (weights[(i + 1) % N] - 1);
            none += weights[i] == 0;
        }
    }
    double total = (double)N * DRAWS;
    ck_assert_double_eq_tol(square / total, 1 - 1.0 / N, 0.006);
    ck_assert_double_eq_tol(product / total, -1.0 / N, 0.004);
    ck_assert_double_eq_tol(none / total, pow(1 - 1.0 / N, N), 0.002);
}
END_TEST

START_TEST(jackknife)
{
    double weights[11];
    int left_out[11] = {0};
    for (size_t block = 0; block < 4; block++) {
        mlt_jackknife_weights(block, 4, weights, 11);
        for (int i = 0; i < 11; i++) {
            ck_assert(weights[i] == 0 || weights[i] == 1);
            left_out[i] += weights[i] == 0;
        }
    }
    for (int i = 0; i < 11; i++)
        ck_assert_int_eq(left_out[i], 1);
    mlt_jackknife_weights(1, 1, weights, 11);
    for (int i = 0; i < 11; i++)
        ck_assert_double_eq(weights[i], 1);
}
END_TEST

Suite *mlt_suite_stats_resample(void)
{
    Suite *suite = suite_create("stats_resample");
    TCase *tests = tcase_create("resample");
    tcase_add_test(tests, weights_are_counts);
    tcase_add_test(tests, golden);
    tcase_add_test(tests, moments);
    tcase_add_test(tests, jackknife);
    suite_add_tcase(suite, tests);
    return suite;
}
