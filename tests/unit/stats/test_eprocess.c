/* SPDX-License-Identifier: MIT */
#include "stats/bound.h"
#include "stats/eprocess.h"
#include "testing.h"

#include <math.h>
#include <stdlib.h>

Suite *mlt_suite_stats_eprocess(void);

/* Integrated with 40 to 60 digits. */
START_TEST(long_integrals)
{
    const struct {
        double k, n, t, pass, fail;
    } cases[] = {
        {0, 59, 0.05, 2.3402316516406945, -3.7234743416165446},
        {3, 20, 0.05, -1.7255584055773211, -0.22064113751042971},
        {8, 20, 0.05, -2.7510034563783357, 9.5396237377579281},
        {10, 364, 0.05, 1.0525134894463605, -4.7607895362101614},
        {40, 364, 0.05, -3.8609490210633564, 7.3795964947300799},
        {2.5, 30, 0.1, -0.84276770453433936, -2.5575085184348569},
        {500, 1000, 0.5, -3.6799189920941293, -3.6799189920941293},
        {30, 1000, 0.05, 3.1431071147875022, -5.5880919172277446},
        {0, 100000, 0.0001, 8.7283995919309331, -8.0910556463347355},
        {50000, 1000000, 0.05, -5.886285689240407, -7.6711674160602499},
        {50400, 1000000, 0.05, -6.9133417395170388, -5.3325143928279571},
        {1, 1000000, 0.05, 51276.191007321709, -13.333032590123435},
    };
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        double k = cases[i].k, n = cases[i].n, t = cases[i].t;
        ck_assert_double_eq_tol(mlt_log_e_pass(k, n, t), cases[i].pass, 1e-8);
        ck_assert_double_eq_tol(mlt_log_e_fail(k, n, t), cases[i].fail, 1e-8);
    }
}
END_TEST

/* Weighed with the prior's masses the two make the whole integral, a quotient of gamma functions;
 * and E of n samples is the mean of what it may be of n + 1. */
START_TEST(identities)
{
    for (double n = 0; n < 1e6; n = n * 5 + 3)
        for (int part = 0; part <= 8; part++) {
            double k = floor(n * part / 8), t = 0.3, u = 0.7;
            double mass = 2 * asin(sqrt(t)) / acos(-1);
            double pass = mlt_log_e_pass(k, n, t), fail = mlt_log_e_fail(k, n, t);
            double whole = lgamma(k + 0.5) + lgamma(n - k + 0.5) - lgamma(n + 1) - log(acos(-1)) -
                           k * log(t) - (n - k) * log(u);
            double top = fmax(pass, fail);
            double sum = top + log(mass * exp(pass - top) + (1 - mass) * exp(fail - top));
            ck_assert_double_eq_tol(sum, whole, 2e-8);
            double yes = mlt_log_e_pass(k + 1, n + 1, t), no = mlt_log_e_pass(k, n + 1, t);
            ck_assert_double_eq_tol(t * exp(yes - pass) + u * exp(no - pass), 1, 2e-8);
            ck_assert_double_eq_tol(mlt_log_e_fail(n - k, n, u), pass, 1e-9 + 1e-11 * fabs(pass));
        }
}
END_TEST

enum { LONGEST = 400 };

/* The probability that E ever reaches 20 in `length` samples: of all paths that have not been
 * stopped yet, the mass at each count. population > 0: samples are drawn from so many without
 * replacement, of which p is the share affected. */
static double ever(double (*e)(double, double, double), double t, double p, int length,
                   int population)
{
    static double mass[LONGEST + 2];
    double stopped = 0;
    for (int k = 0; k <= length; k++)
        mass[k] = k == 0;
    for (int n = 1; n <= length; n++)
        for (int k = n; k >= 0; k--) {
            double left = population - n + 1;
            double here = population ? (p * population - k) / left : p;
            double below = population ? (p * population - k + 1) / left : p;
            double up = k > 0 ? mass[k - 1] * below : 0;
            double stay = k < n ? mass[k] * (1 - here) : 0;
            mass[k] = up + stay;
            if (mass[k] > 0 && e(k, n, t) >= log(20)) {
                stopped += mass[k];
                mass[k] = 0;
            }
        }
    return stopped;
}

START_TEST(errors_at_any_stopping_time)
{
    const double targets[] = {0.01, 0.05, 0.2, 0.5, 0.9};
    for (int i = 0; i < 5; i++) {
        double t = targets[i];
        double pass = ever(mlt_log_e_pass, t, t, LONGEST, 0);
        double fail = ever(mlt_log_e_fail, t, t, LONGEST, 0);
        ck_assert_double_le(pass, 0.05);
        ck_assert_double_le(fail, 0.05);
        /* Further from the target they err less. */
        ck_assert_double_le(ever(mlt_log_e_pass, t, t + 0.05, LONGEST, 0), pass);
        ck_assert_double_le(ever(mlt_log_e_fail, t, t - 0.005, LONGEST, 0), fail);
        /* They do decide. */
        ck_assert_double_ge(ever(mlt_log_e_fail, t, t + 0.09, LONGEST, 0), 0.5);
    }
    ck_assert_double_ge(ever(mlt_log_e_fail, 0.05, 0.05, LONGEST, 0), 0.005);
    ck_assert_double_ge(ever(mlt_log_e_pass, 0.05, 0.01, LONGEST, 0), 0.8);
}
END_TEST

/* Drawn without replacement from few: errs less than from many. */
START_TEST(from_a_finite_population)
{
    ck_assert_double_le(ever(mlt_log_e_pass, 0.05, 0.05, 360, 360), 0.05);
    ck_assert_double_le(ever(mlt_log_e_fail, 0.05, 0.05, 360, 360), 0.05);
    ck_assert_double_le(ever(mlt_log_e_pass, 0.2, 0.2, 100, 100), 0.05);
    ck_assert_double_le(ever(mlt_log_e_fail, 0.2, 0.2, 100, 100), 0.05);
}
END_TEST

START_TEST(verdicts)
{
    int n = 0;
    while (mlt_e_verdict(0, n, 0.05) == MLT_VERDICT_INCONCLUSIVE)
        n++;
    ck_assert_int_eq(n, 74); /* the least number that passes at 5 % */
    ck_assert_int_eq(mlt_e_verdict(0, n, 0.05), MLT_VERDICT_PASS);
    ck_assert_int_eq(mlt_e_verdict(8, 20, 0.05), MLT_VERDICT_FAIL);
    ck_assert_int_eq(mlt_e_verdict(1, 20, 0.05), MLT_VERDICT_INCONCLUSIVE);
}
END_TEST

/* Bounds and verdicts agree on all targets; they are wider than exact ones. */
START_TEST(bounds)
{
    const double sizes[] = {1, 7, 60, 364, 5000};
    for (int s = 0; s < 5; s++)
        for (int part = 0; part <= 12; part++) {
            double n = sizes[s], k = floor(n * part / 12), low, high;
            mlt_e_bounds(k, n, &low, &high);
            ck_assert_double_le(low, mlt_share_lower(k, n, MLT_VERDICT_ALPHA));
            ck_assert_double_ge(high, mlt_share_upper(k, n, MLT_VERDICT_ALPHA));
            for (double t = 0.005; t < 1; t += 0.005) {
                mlt_verdict wanted = t >= high  ? MLT_VERDICT_PASS
                                     : t <= low ? MLT_VERDICT_FAIL
                                                : MLT_VERDICT_INCONCLUSIVE;
                ck_assert_int_eq(mlt_e_verdict(k, n, t), wanted);
            }
        }
    double low, high;
    mlt_e_bounds(0, 74, &low, &high);
    ck_assert_double_eq(low, 0);
    ck_assert_double_le(high, 0.05);
    mlt_e_bounds(0, 73, &low, &high);
    ck_assert_double_gt(high, 0.05);
    mlt_e_bounds(2.5, 40, &low, &high); /* of replicates */
    ck_assert(low > 0 && low < 0.0625 && high > 0.0625 && high < 0.3);
    const double unknown[][2] = {{0, 0}, {-1, 5}, {6, 5}, {NAN, 5}, {1, NAN}};
    for (int i = 0; i < 5; i++) {
        mlt_e_bounds(unknown[i][0], unknown[i][1], &low, &high);
        ck_assert(low == 0 && high == 1);
    }
}
END_TEST

START_TEST(ends)
{
    ck_assert_double_eq_tol(mlt_log_e_pass(0, 0, 0.05), 0, 1e-14);
    ck_assert_double_eq_tol(mlt_log_e_fail(0, 0, 0.05), 0, 1e-14);
    ck_assert_double_eq(mlt_log_e_pass(0, 10, 0), -INFINITY);
    ck_assert_double_eq(mlt_log_e_fail(1, 10, 0), INFINITY);
    ck_assert_double_eq_tol(mlt_log_e_fail(0, 1, 0), log(0.5), 1e-14);
    ck_assert_double_eq(mlt_log_e_fail(3, 10, 1), -INFINITY);
    ck_assert_double_eq(mlt_log_e_pass(3, 10, 1), INFINITY);
    ck_assert_double_eq_tol(mlt_log_e_pass(1, 1, 1), log(0.5), 1e-14);
    const double wrong[][3] = {
        {-1, 5, 0.1}, {6, 5, 0.1}, {NAN, 5, 0.1}, {1, NAN, 0.1}, {1, 5, NAN}};
    for (int i = 0; i < 5; i++) {
        const double *w = wrong[i];
        ck_assert_double_eq(mlt_log_e_pass(w[0], w[1], w[2]), -INFINITY);
        ck_assert_double_eq(mlt_log_e_fail(w[0], w[1], w[2]), -INFINITY);
        ck_assert_int_eq(mlt_e_verdict(w[0], w[1], w[2]), MLT_VERDICT_INCONCLUSIVE);
    }
}
END_TEST

Suite *mlt_suite_stats_eprocess(void)
{
    Suite *suite = suite_create("stats_eprocess");
    TCase *tests = tcase_create("eprocess");
    tcase_set_timeout(tests, 60);
    tcase_add_test(tests, long_integrals);
    tcase_add_test(tests, identities);
    tcase_add_test(tests, errors_at_any_stopping_time);
    tcase_add_test(tests, from_a_finite_population);
    tcase_add_test(tests, verdicts);
    tcase_add_test(tests, bounds);
    tcase_add_test(tests, ends);
    suite_add_tcase(suite, tests);
    return suite;
}
