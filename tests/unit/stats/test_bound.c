/* SPDX-License-Identifier: MIT */
#include "stats/binomial.h"
#include "stats/bound.h"
#include "stats/verdict.h"
#include "testing.h"

#include <math.h>

Suite *mlt_suite_stats_bound(void);

/* Method 5 of Newcombe, Statistics in Medicine 17 (1998), table I: printed with four decimals. */
START_TEST(published)
{
    const double cases[][4] = {
        {81, 263, 0.2527, 0.3676},
        {15, 148, 0.0578, 0.1617},
        {0, 20, 0.0000, 0.1684},
        {1, 29, 0.0009, 0.1776},
    };
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        const double *c = cases[i];
        ck_assert_double_eq_tol(mlt_share_lower(c[0], c[1], 0.025), c[2], 0.00005);
        ck_assert_double_eq_tol(mlt_share_upper(c[0], c[1], 0.025), c[3], 0.00005);
    }
}
END_TEST

/* Tails summed term by term, the smallest first. */
static double plain_tail(int from, int to, int n, double p)
{
    double sum = 0, term = 1;
    for (int i = 1; i <= from; i++)
        term *= (double)(n - i + 1) / i;
    term *= pow(p, from) * pow(1 - p, n - from);
    for (int x = from; x <= to; x++) {
        sum += term;
        term *= (double)(n - x) / (x + 1) * p / (1 - p);
    }
    return sum;
}

START_TEST(tails_are_alpha)
{
    const double levels[] = {0.025, 0.05, 0.4};
    for (int n = 1; n <= 50; n++)
        for (int k = 0; k <= n; k++)
            for (int l = 0; l < 3; l++) {
                double upper = mlt_share_upper(k, n, levels[l]);
                double lower = mlt_share_lower(k, n, levels[l]);
                if (k < n)
                    ck_assert_double_eq_tol(plain_tail(0, k, n, upper), levels[l], 1e-12);
                if (k > 0)
                    ck_assert_double_eq_tol(plain_tail(k, n, n, lower), levels[l], 1e-12);
                ck_assert_double_eq_tol(mlt_share_lower(n - k, n, levels[l]), 1 - upper, 1e-13);
            }
}
END_TEST

START_TEST(ends)
{
    for (int n = 1; n < 100000; n = n * 3 + 1) {
        ck_assert_double_eq(mlt_share_upper(n, n, 0.05), 1);
        ck_assert_double_eq(mlt_share_lower(0, n, 0.05), 0);
        ck_assert_double_eq_tol(mlt_share_upper(0, n, 0.05), -expm1(log(0.05) / n), 1e-13);
        ck_assert_double_eq_tol(mlt_share_lower(n, n, 0.05), exp(log(0.05) / n), 1e-13);
    }
    const double nothing[] = {0, -3, 0.5, NAN};
    for (int i = 0; i < 4; i++) {
        ck_assert_double_eq(mlt_share_upper(0, nothing[i], 0.05), 1);
        ck_assert_double_eq(mlt_share_lower(0, nothing[i], 0.05), 0);
    }
    ck_assert_double_eq(mlt_share_upper(NAN, 10, 0.05), 1);
    ck_assert_double_eq(mlt_share_lower(NAN, 10, 0.05), 0);
    double far = mlt_share_upper(3, 1000000, 0.05);
    ck_assert_double_eq_tol(mlt_binomial_cdf(3, 1000000, far), 0.05, 1e-11);
}
END_TEST

/* A bound is on the wrong side with a probability of at most 5 %, whatever the share is. */
START_TEST(errors)
{
    for (int n = 1; n <= 400; n = n * 2 + 1)
        for (double p = 0.0005; p < 1; p += 0.0035) {
            double missed_above = 0, missed_below = 0;
            for (int k = 0; k <= n; k++) {
                double mass = mlt_binomial_pmf(k, n, p);
                if (mass < 1e-12)
                    continue;
                missed_above += mlt_share_upper(k, n, 0.05) < p ? mass : 0;
                missed_below += mlt_share_lower(k, n, 0.05) > p ? mass : 0;
            }
            ck_assert_double_le(missed_above, 0.05 + 1e-9);
            ck_assert_double_le(missed_below, 0.05 + 1e-9);
        }
}
END_TEST

/* A verdict passes where the upper bound is within the target, and the like; also of what is not
 * whole. */
START_TEST(as_the_verdict)
{
    for (double n = 1; n < 100; n = n * 1.8 + 0.7)
        for (double k = 0; k <= n; k += 0.75)
            for (double t = 0.01; t < 1; t += 0.1613) {
                mlt_verdict verdict = mlt_verdict_judge(k, n, t).verdict;
                ck_assert_int_eq(mlt_share_upper(k, n, MLT_VERDICT_ALPHA) <= t,
                                 verdict == MLT_VERDICT_PASS);
                ck_assert_int_eq(mlt_share_lower(k, n, MLT_VERDICT_ALPHA) >= t,
                                 verdict == MLT_VERDICT_FAIL);
            }
}
END_TEST

Suite *mlt_suite_stats_bound(void)
{
    Suite *suite = suite_create("stats_bound");
    TCase *tests = tcase_create("bound");
    tcase_set_timeout(tests, 60);
    tcase_add_test(tests, published);
    tcase_add_test(tests, tails_are_alpha);
    tcase_add_test(tests, ends);
    tcase_add_test(tests, errors);
    tcase_add_test(tests, as_the_verdict);
    suite_add_tcase(suite, tests);
    return suite;
}
