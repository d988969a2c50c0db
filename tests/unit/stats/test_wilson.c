/* SPDX-License-Identifier: MIT */
#include "stats/binomial.h"
#include "stats/wilson.h"
#include "testing.h"

#include <math.h>

Suite *mlt_suite_stats_wilson(void);

/* Method 3 of Newcombe, Statistics in Medicine 17 (1998), table I: printed with four decimals. */
START_TEST(published)
{
    const double cases[][4] = {
        {81, 263, 0.2553, 0.3662},
        {15, 148, 0.0624, 0.1605},
        {0, 20, 0.0000, 0.1611},
        {1, 29, 0.0061, 0.1718},
    };
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        double low, high;
        mlt_wilson(cases[i][0], cases[i][1], MLT_Z95, &low, &high);
        ck_assert_double_eq_tol(low, cases[i][2], 0.00005);
        ck_assert_double_eq_tol(high, cases[i][3], 0.00005);
    }
}
END_TEST

/* The bounds are where the normal test of the share turns: |k/n - p| = z·sqrt(p(1-p)/n). */
START_TEST(solves_its_equation)
{
    for (double n = 1; n < 3000; n = n * 1.7 + 0.3)
        for (double share = 0.01; share < 1; share += 0.07) {
            double low, high;
            mlt_wilson(share * n, n, 1.3, &low, &high);
            ck_assert(low < share && share < high);
            ck_assert_double_eq_tol(share - low, 1.3 * sqrt(low * (1 - low) / n), 1e-12);
            ck_assert_double_eq_tol(high - share, 1.3 * sqrt(high * (1 - high) / n), 1e-12);
        }
}
END_TEST

START_TEST(ends)
{
    double low, high;
    for (double n = 1; n < 1e7; n *= 3.1) {
        mlt_wilson(0, n, MLT_Z95, &low, &high);
        ck_assert_double_eq(low, 0);
        ck_assert(high > 0 && high < 1);
        double mirrored = 1 - high;
        mlt_wilson(n, n, MLT_Z95, &low, &high);
        ck_assert_double_eq(high, 1);
        ck_assert_double_eq_tol(low, mirrored, 1e-14);
    }
    const double nothing[] = {0, -3, NAN};
    for (int i = 0; i < 3; i++) {
        mlt_wilson(0, nothing[i], MLT_Z95, &low, &high);
        ck_assert_double_eq(low, 0);
        ck_assert_double_eq(high, 1);
    }
}
END_TEST

/* Exact probability that the interval of n draws holds p, with bounds from the table. */
static double coverage(int n, double p, const double *low, const double *high)
{
    int first = 0;
    while (first < n && high[first] < p)
        first++;
    int last = n;
    while (last > 0 && low[last] > p)
        last--;
    return mlt_binomial_cdf(last, n, p) - mlt_binomial_cdf(first - 1, n, p);
}

/* Coverage jumps at the bounds themselves, so its least values are found just beside them. */
static double least_coverage(int n)
{
    static double low[1001], high[1001];
    for (int k = 0; k <= n; k++)
        mlt_wilson(k, n, MLT_Z95, &low[k], &high[k]);
    double least = 1;
    int step = n > 200 ? n / 100 : 1;
    for (int k = 0; k <= n; k += step)
        for (int side = 0; side < 4; side++) {
            double p = (side < 2 ? low[k] : high[k]) + (side % 2 ? 1e-9 : -1e-9);
            if (p >= 0.05 && p <= 0.95)
                least = fmin(least, coverage(n, p, low, high));
        }
    return least;
}

START_TEST(covers)
{
    /* The nominal 95 % are not reached at every p; this is the least over all of [.05, .95]. */
    for (int n = 40; n <= 1000; n += n < 100 ? 1 : 37)
        ck_assert_double_ge(least_coverage(n), 0.92);
    for (int n = 20; n < 40; n++)
        ck_assert_double_ge(least_coverage(n), 0.915);
    ck_assert_double_eq_tol(least_coverage(20), 0.91582920, 1e-8); /* at p = .94763 */
}
END_TEST

Suite *mlt_suite_stats_wilson(void)
{
    Suite *suite = suite_create("stats_wilson");
    TCase *tests = tcase_create("wilson");
    tcase_add_test(tests, published);
    tcase_add_test(tests, solves_its_equation);
    tcase_add_test(tests, ends);
    tcase_add_test(tests, covers);
    suite_add_tcase(suite, tests);
    return suite;
}
