/* SPDX-License-Identifier: MIT */
#include "base/math.h"
#include "stats/normal.h"
#include "testing.h"

#include <math.h>

Suite *mlt_suite_stats_normal(void);

/* Percentage points of the normal distribution as tables print them. */
START_TEST(published)
{
    ck_assert_double_eq_tol(mlt_normal_cdf(1.96), 0.975002104851780, 1e-15);
    ck_assert_double_eq_tol(mlt_normal_quantile(0.975), 1.959963984540054, 1e-15);
    ck_assert_double_eq_tol(mlt_normal_quantile(0.95), 1.644853626951473, 2e-15);
    ck_assert_double_eq_tol(mlt_normal_two_sided(-2.575829303548901, 1), 0.01, 1e-15);
    ck_assert_double_eq_tol(mlt_normal_two_sided(3.290526731491895, 1), 0.001, 1e-16);
}
END_TEST

/* Φ and its inverse undo each other from one far tail to the other. */
START_TEST(inverse)
{
    for (double z = -37; z < 8; z += 0.01) {
        double p = mlt_normal_cdf(z);
        /* p above 1/2 is rounded to 1e-16, which is this much of z */
        double blur = z > 0 ? 2e-16 / exp(-z * z / 2) * 2.51 : 0;
        ck_assert_double_eq_tol(mlt_normal_quantile(p), z, 1e-14 * (1 + fabs(z)) + blur);
    }
}
END_TEST

START_TEST(two_sided)
{
    for (double z = 0.01; z < 30; z *= 1.1) {
        double p = mlt_normal_two_sided(3 * z, 3);
        ck_assert_double_eq_tol(p, erfc(3 * z / 3 / sqrt(2)), 1e-13 * p);
        ck_assert_double_eq(mlt_normal_two_sided(-3 * z, 3), p);
    }
    ck_assert_double_eq(mlt_normal_two_sided(0, 0), 1);
    ck_assert_double_eq(mlt_normal_two_sided(0, 2), 1);
    ck_assert_double_eq(mlt_normal_two_sided(1e-9, 0), 0);
    ck_assert(isnan(mlt_normal_two_sided(NAN, 1)));
    ck_assert(isnan(mlt_normal_two_sided(1, NAN)));
    ck_assert(isnan(mlt_normal_two_sided(1, -1)));
}
END_TEST

/* The test finds the difference with a probability of 80 %, but for the other tail. */
START_TEST(detectable)
{
    ck_assert_double_eq_tol(mlt_detectable_difference(1, 0.05, 1), 2.801585218113, 1e-12);
    ck_assert_double_eq(mlt_detectable_difference(2, 0.05, 0),
                        2 * mlt_detectable_difference(1, 0.05, 1));
    for (size_t m = 1; m <= 1000; m *= 10) {
        double limit = mlt_normal_quantile(1 - 0.05 / 2 / (double)m);
        double d = mlt_detectable_difference(1, 0.05, m);
        ck_assert_double_eq_tol(1 - mlt_normal_cdf(limit - d), 0.8, 1e-10);
    }
    ck_assert_double_eq(mlt_detectable_difference(0, 0.05, 3), 0);
}
END_TEST

Suite *mlt_suite_stats_normal(void)
{
    Suite *suite = suite_create("stats_normal");
    TCase *tests = tcase_create("normal");
    tcase_add_test(tests, published);
    tcase_add_test(tests, inverse);
    tcase_add_test(tests, two_sided);
    tcase_add_test(tests, detectable);
    suite_add_tcase(suite, tests);
    return suite;
}
