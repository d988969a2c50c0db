/* SPDX-License-Identifier: MIT */
#include "stats/exact_bound.h"

#include <math.h>

#include "stats/binomial.h"
#include "testing.h"

Suite *mlt_suite_stats_exact_bound(void);

/* Method 5 of Newcombe, Statistics in Medicine 17 (1998), table I: two-sided 95 %, four decimals.
 */
START_TEST(published)
{
    const double cases[][4] = {{81, 263, 0.2527, 0.3676},
                               {15, 148, 0.0578, 0.1617},
                               {0, 20, 0, 0.1684},
                               {1, 29, 0.0009, 0.1776}};
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        double low, high;
        mlt_exact_bounds(cases[i][0], cases[i][1], 0.025, &low, &high);
        ck_assert_double_eq_tol(low, cases[i][2], 0.00005);
        ck_assert_double_eq_tol(high, cases[i][3], 0.00005);
    }
}
END_TEST

START_TEST(closed_forms)
{
    for (int n = 1; n < 100000; n = n * 2 + 1) {
        double low, high, rest = pow(0.05, 1.0 / n);
        mlt_exact_bounds(0, n, 0.05, &low, &high);
        ck_assert_double_eq(low, 0);
        ck_assert_double_eq_tol(high, 1 - rest, 1e-12);
        mlt_exact_bounds(n, n, 0.05, &low, &high);
        ck_assert_double_eq_tol(low, rest, 1e-12);
        ck_assert_double_eq(high, 1);
    }
}
END_TEST

START_TEST(solves_its_equation)
{
    for (int n = 2; n < 3000; n = n * 2 + 1)
        for (int k = 1; k < n; k += n / 7 + 1) {
            double low, high;
            mlt_exact_bounds(k, n, 0.05, &low, &high);
            ck_assert(low < (double)k / n && (double)k / n < high);
            ck_assert_double_eq_tol(mlt_binomial_sf_ge(k, n, low), 0.05, 1e-9);
            ck_assert_double_eq_tol(mlt_binomial_cdf(k, n, high), 0.05, 1e-9);
        }
}
END_TEST

/* By exact summation: neither bound is wrong more often than it may be, whatever the share is. */
START_TEST(errors)
{
    enum { N = 37 };
    double low[N + 1], high[N + 1];
    for (int k = 0; k <= N; k++)
        mlt_exact_bounds(k, N, 0.05, &low[k], &high[k]);
    for (double p = 0.003; p < 1; p += 0.003) {
        double below = 0, above = 0;
        for (int k = 0; k <= N; k++) {
            below += low[k] > p ? mlt_binomial_pmf(k, N, p) : 0;
            above += high[k] < p ? mlt_binomial_pmf(k, N, p) : 0;
        }
        ck_assert(below <= 0.05 + 1e-12 && above <= 0.05 + 1e-12);
    }
}
END_TEST

START_TEST(nonsense)
{
    const double cases[][2] = {{0, 0}, {0, -1}, {0, NAN}, {NAN, 5}, {-1, 5}, {6, 5}, {0, INFINITY}};
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        double low, high;
        mlt_exact_bounds(cases[i][0], cases[i][1], 0.05, &low, &high);
        ck_assert_double_eq(low, 0);
        ck_assert_double_eq(high, 1);
    }
}
END_TEST

Suite *mlt_suite_stats_exact_bound(void)
{
    TCase *tc = tcase_create("exact_bound");
    tcase_add_test(tc, published);
    tcase_add_test(tc, closed_forms);
    tcase_add_test(tc, solves_its_equation);
    tcase_add_test(tc, errors);
    tcase_add_test(tc, nonsense);
    Suite *suite = suite_create("stats_exact_bound");
    suite_add_tcase(suite, tc);
    return suite;
}
