/* SPDX-License-Identifier: MIT */
#include "compare/augmentation_recipes.h"

#include "compare/arms.h"

/* Runs that differ, but on all pictures alike: the test of Welch by hand. */
START_TEST(spread_of_runs)
{
    const double values[] = {0.1, 0.2, 0.3, 0.4, 0.5, 0.6};
    ar_arms a;
    ar_make(&a, 3, 3, values, 0);
    mlt_arms_effect e = ar_compare(&a);
    double se = sqrt(0.01 / 3 + 0.01 / 3);
    ck_assert(e.of_recipes);
    ck_assert_double_eq_tol(e.difference, 0.3, 1e-12);
    ck_assert_double_eq_tol(e.se, se, 1e-12);
    ck_assert_double_eq_tol(e.df, 4, 1e-9);
    ck_assert_double_eq_tol(e.p, 0.0213, 5e-5); /* t = 3.674 */
    ck_assert_double_eq_tol(e.high, 0.3 + 2.7764451052 * se, 1e-9);
    ck_assert_double_eq_tol(e.upper, 0.3 + 2.1318467863 * se, 1e-9);
    ck_assert_double_eq_tol(e.low + e.high, 0.6, 1e-12);
}
END_TEST

/* The arms may have spreads and numbers of their own. */
START_TEST(welch)
{
    const double values[] = {0.1, 0.2, 0.3, 0.5, 0.5, 0.7, 0.7, 0.6};
    ar_arms a;
    ar_make(&a, 3, 5, values, 0);
    mlt_arms_effect e = ar_compare(&a);
    double of_a = 0.01 / 3, of_b = 0.01 / 5;
    ck_assert_double_eq_tol(e.difference, 0.4, 1e-12);
    ck_assert_double_eq_tol(e.se, sqrt(of_a + of_b), 1e-12);
    ck_assert_double_eq_tol(
        e.df, (of_a + of_b) * (of_a + of_b) / (of_a * of_a / 2 + of_b * of_b / 4), 1e-9);
}
END_TEST

/* A difference that only some pictures show: groups are drawn, too. */
START_TEST(spread_of_groups)
{
    const double values[] = {0.3, 0.3, 0.3, 0.3, 0.3, 0.3};
    ar_arms a;
    ar_make(&a, 3, 3, values, 0);
    for (size_t r = 3; r < 6; r++)
        for (size_t g = 0; g < AR_GROUPS / 2; g++)
            a.parts[r * AR_GROUPS + g] += 0.2 / AR_GROUPS;
    mlt_arms_effect e = ar_compare(&a);
    ck_assert_double_eq_tol(e.difference, 0.1, 1e-12);
    /* the mean of 40 values of 0 or 0.2 */
    ck_assert_double_eq_tol(e.se, sqrt(0.01 / 39), 1e-12);
    ck_assert_double_eq_tol(e.df, 39, 1e-6);
}
END_TEST

/* Noise of single runs on single pictures is in the spread of runs already, and not added again. */
START_TEST(noise_counts_once)
{
    const double values[] = {0.3, 0.3, 0.3, 0.3, 0.3, 0.3};
    ar_arms a;
    ar_make(&a, 3, 3, values, 0.2);
    mlt_arms_effect e = ar_compare(&a);
    double once = 0.2 * sqrt(2. / 3 / AR_GROUPS);
    ck_assert_double_gt(e.se, 0.9 * once);
    ck_assert_double_lt(e.se, 1.4 * once);
}
END_TEST

/* Runs that happen to agree exactly prove little: p is that of sign flips at best. */
START_TEST(few_groups)
{
    const double values[] = {0.3, 0.3, 0.3, 0.3, 0.3, 0.3};
    ar_arms a;
    ar_make(&a, 3, 3, values, 0);
    for (size_t r = 3; r < 6; r++)
        for (size_t g = 0; g < 3; g++)
            a.parts[r * AR_GROUPS + g] += (double)(1 + g) / AR_GROUPS;
    mlt_arms_effect e = ar_compare(&a);
    ck_assert_double_ge(e.p, 0.25);
    a.arms.n_groups = 1; /* one video says nothing about others */
    a.shares[0] = 1;
    e = ar_compare(&a);
    ck_assert_double_eq(e.p, 1);
}
END_TEST

MLT_TEST_SUITE(compare_augmentation_recipes, spread_of_runs, welch, spread_of_groups,
               noise_counts_once, few_groups)
