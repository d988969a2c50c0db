/* SPDX-License-Identifier: MIT */
#include "base/math.h"
#include "stats/normal.h"
#include "stats/student.h"
#include "testing.h"

#include <math.h>

Suite *mlt_suite_stats_student(void);

/* Two-sided 5 % and 1 % points as tables print them. */
START_TEST(published)
{
    static const double rows[][3] = {
        {1, 12.7062047364, 63.6567411629}, {2, 4.3026527297, 9.9248432009},
        {4, 2.7764451052, 4.6040948713},   {10, 2.2281388520, 3.1692726726},
        {30, 2.0422724563, 2.7499956536},  {120, 1.9799304051, 2.6174211438},
    };
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        ck_assert_double_eq_tol(mlt_student_limit(0.05, rows[i][0]), rows[i][1], 1e-9);
        ck_assert_double_eq_tol(mlt_student_limit(0.01, rows[i][0]), rows[i][2], 1e-8);
    }
}
END_TEST

/* With 1, 2 and 4 degrees of freedom the distribution is elementary. */
START_TEST(closed_forms)
{
    for (double t = 0.01; t < 1e6; t *= 1.7) {
        double one = 2 / M_PI * atan(1 / t);
        double r = sqrt(2 + t * t), two = 2 / (r * (r + t));
        double s = t / sqrt(4 + t * t), four = 1 - s * (1 + (1 - s * s) / 2);
        ck_assert_double_eq_tol(mlt_student_two_sided(t, 1), one, 1e-13 * one);
        ck_assert_double_eq_tol(mlt_student_two_sided(t, 2), two, 1e-12 * two);
        ck_assert_double_eq_tol(mlt_student_two_sided(-t, 4), four, 1e-14);
    }
}
END_TEST

START_TEST(many_degrees_are_normal)
{
    for (double t = 0.1; t < 6; t += 0.1) {
        double p = mlt_normal_two_sided(t, 1);
        ck_assert_double_eq_tol(mlt_student_two_sided(t, 1e7), p, 1e-4 * p);
        ck_assert_double_eq(mlt_student_two_sided(t, INFINITY), p);
        ck_assert_double_eq_tol(mlt_student_two_sided(t, 0.99e8), p, 1e-5 * p);
        ck_assert_double_gt(mlt_student_two_sided(t, 50), p);
    }
    ck_assert_double_eq_tol(mlt_student_limit(0.05, INFINITY), 1.9599639845400542, 1e-12);
}
END_TEST

START_TEST(limit_is_the_inverse)
{
    for (double df = 0.5; df < 2000; df *= 1.9)
        for (double p = 1e-12; p < 1; p *= 3) {
            double t = mlt_student_limit(p, df);
            ck_assert_double_eq_tol(mlt_student_two_sided(t, df), p, 1e-12 * p);
        }
    ck_assert_double_lt(mlt_student_limit(1, 3), 1e-9);
}
END_TEST

START_TEST(ends)
{
    ck_assert_double_eq(mlt_student_two_sided(0, 3), 1);
    ck_assert_double_eq(mlt_student_two_sided(INFINITY, 3), 0);
    ck_assert_double_eq(mlt_student_two_sided(1e200, 3), 0);
    ck_assert(isnan(mlt_student_two_sided(NAN, 3)));
    ck_assert(isnan(mlt_student_two_sided(1, 0)));
    ck_assert(isnan(mlt_student_two_sided(1, NAN)));
    ck_assert(isnan(mlt_student_limit(0, 3)));
    ck_assert(isnan(mlt_student_limit(1.1, 3)));
    ck_assert(isnan(mlt_student_limit(NAN, 3)));
    ck_assert(isnan(mlt_student_limit(0.5, -1)));
}
END_TEST

Suite *mlt_suite_stats_student(void)
{
    TCase *tc = tcase_create("student");
    tcase_add_test(tc, published);
    tcase_add_test(tc, closed_forms);
    tcase_add_test(tc, many_degrees_are_normal);
    tcase_add_test(tc, limit_is_the_inverse);
    tcase_add_test(tc, ends);
    Suite *suite = suite_create("stats_student");
    suite_add_tcase(suite, tc);
    return suite;
}
