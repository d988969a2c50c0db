/* SPDX-License-Identifier: MIT */
#include "stats/binomial.h"
#include "stats/mcnemar.h"
#include "testing.h"

#include <stdlib.h>

Suite *mlt_suite_stats_mcnemar(void);

START_TEST(by_hand)
{
    ck_assert_double_eq(mlt_mcnemar(0, 0), 1);
    ck_assert_double_eq(mlt_mcnemar(4, 4), 1);
    ck_assert_double_eq(mlt_mcnemar(1, 0), 1);
    ck_assert_double_eq_tol(mlt_mcnemar(0, 6), 2 / 64.0, 1e-15);
    ck_assert_double_eq_tol(mlt_mcnemar(9, 1), 2 * 11 / 1024.0, 1e-15);
    /* Agresti, "Categorical data analysis", 2nd edition, section 10.1.1: 150 and 86 of 1600 changed
     * their mind; z² = 17.36, so p is near 3e-5. */
    ck_assert_double_eq_tol(mlt_mcnemar(86, 150), 3.716e-05, 5e-9);
}
END_TEST

/* The share of all outcomes of n fair coins that are at least as far from n/2. */
START_TEST(enumeration)
{
    for (int n = 1; n <= 60; n++)
        for (int b = 0; b <= n; b++) {
            double p = 0;
            for (int x = 0; x <= n; x++)
                if (abs(2 * x - n) >= abs(2 * b - n))
                    p += mlt_binomial_pmf(x, n, 0.5);
            ck_assert_double_eq_tol(mlt_mcnemar(b, n - b), p, 1e-13);
            ck_assert_double_eq(mlt_mcnemar(b, n - b), mlt_mcnemar(n - b, b));
        }
}
END_TEST

/* Rejecting at p <= a happens with a probability of at most a. */
START_TEST(level)
{
    const double levels[] = {0.001, 0.01, 0.05, 0.2};
    for (int n = 1; n <= 400; n += 7)
        for (int l = 0; l < 4; l++) {
            double rejected = 0;
            for (int b = 0; b <= n; b++)
                if (mlt_mcnemar(b, n - b) <= levels[l])
                    rejected += mlt_binomial_pmf(b, n, 0.5);
            ck_assert_double_le(rejected, levels[l] * (1 + 1e-12));
        }
}
END_TEST

Suite *mlt_suite_stats_mcnemar(void)
{
    Suite *suite = suite_create("stats_mcnemar");
    TCase *tests = tcase_create("mcnemar");
    tcase_add_test(tests, by_hand);
    tcase_add_test(tests, enumeration);
    tcase_add_test(tests, level);
    suite_add_tcase(suite, tests);
    return suite;
}
