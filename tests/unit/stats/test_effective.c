/* SPDX-License-Identifier: MIT */
#include "stats/effective.h"
#include "testing.h"

#include <math.h>

Suite *mlt_suite_stats_effective(void);

START_TEST(single_samples)
{
    for (int k = 0; k <= 10; k++) {
        double affected[10], sizes[10];
        for (int i = 0; i < 10; i++) {
            affected[i] = i < k;
            sizes[i] = 1;
        }
        mlt_effective e = mlt_effective_of_groups(affected, sizes, 10);
        ck_assert_double_eq_tol(e.share, k / 10.0, 1e-15);
        ck_assert_double_eq(e.n_eff, 10);
    }
}
END_TEST

/* Replicates: as the formula with the variance of the samples' means says. */
START_TEST(replicates)
{
    const double means[] = {0, 0.25, 0.5, 0.25, 0, 1, 0.75, 0};
    double affected[8], sizes[8], share = 0, variance = 0;
    for (int i = 0; i < 8; i++) {
        affected[i] = 4 * means[i];
        sizes[i] = 4;
        share += means[i] / 8;
    }
    for (int i = 0; i < 8; i++)
        variance += (means[i] - share) * (means[i] - share) / 7;
    mlt_effective e = mlt_effective_of_groups(affected, sizes, 8);
    ck_assert_double_eq_tol(e.share, share, 1e-15);
    ck_assert_double_eq_tol(e.n_eff, share * (1 - share) / (variance / 8), 1e-12);
    for (int i = 0; i < 8; i++)
        affected[i] = 1; /* all the same: every value counts */
    ck_assert_double_eq(mlt_effective_of_groups(affected, sizes, 8).n_eff, 32);
}
END_TEST

/* Groups whose samples all do the same are worth one sample each, weighed by size. */
START_TEST(groups)
{
    const double sizes[] = {1, 5, 2, 8, 4, 0, NAN};
    const double all_or_none[] = {0, 5, 0, 0, 4, 7, 7};
    mlt_effective e = mlt_effective_of_groups(all_or_none, sizes, 7);
    ck_assert_double_eq_tol(e.share, 0.45, 1e-15);
    ck_assert_double_ge(e.n_eff, 400 / 110.0 - 1e-12);
    ck_assert_double_le(e.n_eff, 5);
    const double none[5] = {0};
    e = mlt_effective_of_groups(none, sizes, 5);
    ck_assert_double_eq(e.share, 0);
    ck_assert_double_eq_tol(e.n_eff, 400 / 110.0, 1e-12);
    e = mlt_effective_of_groups(sizes, sizes, 5);
    ck_assert_double_eq(e.share, 1);
    ck_assert_double_eq_tol(e.n_eff, 400 / 110.0, 1e-12);
    e = mlt_effective_of_groups(all_or_none + 1, sizes + 1, 1);
    ck_assert_double_eq(e.n_eff, 1);
    e = mlt_effective_of_groups(all_or_none, sizes, 0);
    ck_assert(isnan(e.share) && e.n_eff == 0);
}
END_TEST

/* Values of any kind: four groups of two differences, by hand. */
START_TEST(sums)
{
    const double sizes[] = {2, 2, 2, 2}, alike[] = {2, -2, 0, 0}, mixed[] = {0, 0, 0, 0};
    mlt_effective e = mlt_effective_of_sums(alike, sizes, 4, 4, 8); /* 1 1, -1 -1, 0 0, 0 0 */
    ck_assert_double_eq_tol(e.n_eff, 4, 1e-12);
    ck_assert(e.share >= 0 && e.share <= 0);
    e = mlt_effective_of_sums(mixed, sizes, 4, 8, 8); /* 1 -1 in each */
    ck_assert_double_eq(e.n_eff, 8);
    e = mlt_effective_of_sums(mixed, sizes, 4, 8, 24); /* each a mean of three */
    ck_assert_double_eq(e.n_eff, 24);
    e = mlt_effective_of_sums(mixed, sizes, 4, 0, 8); /* no value differs from another */
    ck_assert_double_eq(e.n_eff, 4);
    const double some[] = {2, -1, 0, 0}; /* 1 1, -1 0, 0 0, 0 0: mean 1/8, squares 3 - 1/8 */
    e = mlt_effective_of_sums(some, sizes, 4, 2.875, 8);
    /* groups deviate by 1.75, -1.25, -.25, -.25: squares 4.75, times 4/3 */
    ck_assert_double_eq_tol(e.n_eff, 4, 1e-12); /* 2.875 · 8 / 6.33 = 3.6, but four groups */
    ck_assert_double_eq_tol(e.share, 0.125, 1e-15);
}
END_TEST

Suite *mlt_suite_stats_effective(void)
{
    Suite *suite = suite_create("stats_effective");
    TCase *tests = tcase_create("effective");
    tcase_add_test(tests, single_samples);
    tcase_add_test(tests, replicates);
    tcase_add_test(tests, groups);
    tcase_add_test(tests, sums);
    suite_add_tcase(suite, tests);
    return suite;
}
