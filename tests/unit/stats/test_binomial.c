/* SPDX-License-Identifier: MIT */
#include "stats/binomial.h"
#include "testing.h"

#include <math.h>

Suite *mlt_suite_stats_binomial(void);

static void close_to(double got, double expected, double relative)
{
    ck_assert_double_eq_tol(got, expected, relative * fabs(expected));
}

static uint64_t choose(int n, int k)
{
    uint64_t out = 1;
    for (int i = 1; i <= k; i++)
        out = out * (uint64_t)(n - k + i) / (uint64_t)i;
    return out;
}

static uint64_t power(uint64_t base, int exponent)
{
    uint64_t out = 1;
    while (exponent-- > 0)
        out *= base;
    return out;
}

/* Every probability is a whole number over 2^n. */
START_TEST(fair_coins)
{
    for (int n = 0; n <= 52; n++) {
        double all = ldexp(1, n);
        uint64_t below = 0;
        for (int k = 0; k <= n; k++) {
            uint64_t here = choose(n, k);
            double up = (double)(((uint64_t)1 << n) - below) / all;
            below += here;
            close_to(mlt_binomial_pmf(k, n, 0.5), (double)here / all, 1e-14);
            close_to(mlt_binomial_cdf(k, n, 0.5), (double)below / all, 1e-14);
            close_to(mlt_binomial_sf_ge(k, n, 0.5), up, 1e-14);
        }
    }
}
END_TEST

/* Every probability is a whole number over 20^n. */
START_TEST(one_in_twenty)
{
    for (int n = 1; n <= 14; n++) {
        double all = (double)power(20, n);
        uint64_t below = 0;
        for (int k = 0; k <= n; k++) {
            uint64_t here = choose(n, k) * power(19, n - k);
            double up = (double)(power(20, n) - below) / all;
            below += here;
            close_to(mlt_binomial_cdf(k, n, 0.05), (double)below / all, 2e-14);
            close_to(mlt_binomial_sf_ge(k, n, 0.05), up, 2e-14);
            /* 1 - 0.95 is further from 1/20 than 0.05 is */
            close_to(mlt_binomial_sf_ge(n - k, n, 0.95), (double)below / all, 5e-14);
            close_to(mlt_binomial_cdf(n - k, n, 0.95), up, 5e-14);
        }
    }
}
END_TEST

/* Summed with 40 digits. */
START_TEST(long_sums)
{
    const struct {
        int64_t k, n;
        double p, expected;
        int upper;
    } cases[] = {
        {10, 364, 0.05, 0.024723293230585077, 0},
        {49000, 1000000, 0.05, 2.11318241479021987e-6, 0},
        {499000, 1000000, 0.5, 0.0228041499326910432, 0},
        {3, 1000000, 1e-05, 0.0103357858444334617, 0},
        {900, 1000, 0.95, 8.41025108487770276e-11, 0},
        {0, 1000000, 0.0001, 3.70152078575259864e-44, 0},
        {30, 364, 0.05, 0.00559729887430300166, 1},
        {51000, 1000000, 0.05, 2.41139668308137717e-6, 1},
        {501000, 1000000, 0.5, 0.0228041499326910432, 1},
        {30, 1000000, 1e-05, 2.50946344305045879e-7, 1},
        {990, 1000, 0.95, 2.79779856148556126e-12, 1},
        {1000000, 1000000, 0.9999, 3.70152078579338683e-44, 1},
    };
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        double got = cases[i].upper ? mlt_binomial_sf_ge(cases[i].k, cases[i].n, cases[i].p)
                                    : mlt_binomial_cdf(cases[i].k, cases[i].n, cases[i].p);
        close_to(got, cases[i].expected, 1e-12);
    }
}
END_TEST

START_TEST(ends)
{
    ck_assert_double_eq(mlt_binomial_cdf(-1, 10, 0.3), 0);
    ck_assert_double_eq(mlt_binomial_cdf(10, 10, 0.3), 1);
    ck_assert_double_eq(mlt_binomial_cdf(11, 10, 0.3), 1);
    ck_assert_double_eq(mlt_binomial_sf_ge(0, 10, 0.3), 1);
    ck_assert_double_eq(mlt_binomial_sf_ge(-5, 10, 0.3), 1);
    ck_assert_double_eq(mlt_binomial_sf_ge(11, 10, 0.3), 0);
    ck_assert_double_eq(mlt_binomial_pmf(-1, 10, 0.3), 0);
    ck_assert_double_eq(mlt_binomial_pmf(11, 10, 0.3), 0);
    ck_assert_double_eq(mlt_binomial_pmf(0, 0, 0.3), 1);
    ck_assert_double_eq(mlt_binomial_cdf(0, 0, 0.3), 1);
    ck_assert_double_eq(mlt_binomial_sf_ge(0, 0, 0.3), 1);
    ck_assert_double_eq(mlt_binomial_sf_ge(1, 0, 0.3), 0);
}
END_TEST

START_TEST(certain_outcomes)
{
    for (int k = 0; k <= 5; k++) {
        ck_assert_double_eq(mlt_binomial_pmf(k, 5, 0), k == 0);
        ck_assert_double_eq(mlt_binomial_pmf(k, 5, 1), k == 5);
        ck_assert_double_eq(mlt_binomial_cdf(k, 5, 0), 1);
        ck_assert_double_eq(mlt_binomial_cdf(k, 5, 1), k == 5);
        ck_assert_double_eq(mlt_binomial_sf_ge(k, 5, 0), k == 0);
        ck_assert_double_eq(mlt_binomial_sf_ge(k, 5, 1), 1);
    }
}
END_TEST

START_TEST(tails_meet)
{
    const double shares[] = {1e-9, 1e-3, 0.05, 0.3, 0.5, 0.77, 0.999};
    for (size_t s = 0; s < sizeof shares / sizeof shares[0]; s++)
        for (int64_t n = 1; n < 2000; n = n * 3 + 1) {
            double before = 0;
            for (int64_t k = 0; k < n; k++) {
                double low = mlt_binomial_cdf(k, n, shares[s]);
                ck_assert(low >= before * (1 - 1e-13) && low <= 1);
                close_to(low + mlt_binomial_sf_ge(k + 1, n, shares[s]), 1, 1e-13);
                before = low;
            }
        }
}
END_TEST

Suite *mlt_suite_stats_binomial(void)
{
    Suite *suite = suite_create("stats_binomial");
    TCase *tests = tcase_create("binomial");
    tcase_add_test(tests, fair_coins);
    tcase_add_test(tests, one_in_twenty);
    tcase_add_test(tests, long_sums);
    tcase_add_test(tests, ends);
    tcase_add_test(tests, certain_outcomes);
    tcase_add_test(tests, tails_meet);
    suite_add_tcase(suite, tests);
    return suite;
}
