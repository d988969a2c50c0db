/* SPDX-License-Identifier: MIT */
#include "stats/beta.h"
#include "stats/binomial.h"
#include "testing.h"

#include <math.h>

Suite *mlt_suite_stats_beta(void);

/* DLMF 8.17.5: the tail of a binomial distribution is such a share. */
START_TEST(binomial_tails)
{
    for (int n = 1; n <= 400; n += 7)
        for (int k = 1; k <= n; k += 3)
            for (double p = 0.05; p < 1; p += 0.1) {
                double tail = mlt_binomial_sf_ge(k, n, p);
                ck_assert_double_eq_tol(mlt_beta_share(k, n - k + 1, p, 1 - p), tail,
                                        1e-11 * tail + 1e-15);
            }
}
END_TEST

/* Where the integral is elementary: x^a, 1 - (1-x)^b, and the arcsine distribution. */
START_TEST(closed_forms)
{
    for (double x = 0.01; x < 1; x += 0.01) {
        ck_assert_double_eq_tol(mlt_beta_share(3, 1, x, 1 - x), x * x * x, 1e-14);
        ck_assert_double_eq_tol(mlt_beta_share(1, 2, x, 1 - x), 1 - (1 - x) * (1 - x), 1e-14);
        ck_assert_double_eq_tol(mlt_beta_share(0.5, 0.5, x, 1 - x), 2 / M_PI * asin(sqrt(x)),
                                1e-14);
    }
}
END_TEST

START_TEST(ends)
{
    ck_assert_double_eq(mlt_beta_share(2, 3, 0, 1), 0);
    ck_assert_double_eq(mlt_beta_share(2, 3, 1, 0), 1);
    ck_assert_double_eq_tol(mlt_beta_share(1, 1, 1e-300, 1), 1e-300, 1e-312);
    ck_assert_double_eq_tol(mlt_beta_share(5, 5, 0.5, 0.5), 0.5, 1e-15);
}
END_TEST

/* x^a (1-x)^b / a · h is the integral: of t^1 (1-t)^2 it is x²/2 - 2x³/3 + x⁴/4. */
START_TEST(the_fraction)
{
    for (double x = 0.05; x < 0.4; x += 0.05) {
        double integral = x * x / 2 - 2 * x * x * x / 3 + x * x * x * x / 4;
        double edge = x * x * (1 - x) * (1 - x) * (1 - x) / 2;
        ck_assert_double_eq_tol(edge * mlt_beta_fraction(2, 3, x), integral, 1e-14);
    }
}
END_TEST

Suite *mlt_suite_stats_beta(void)
{
    TCase *tc = tcase_create("beta");
    tcase_add_test(tc, binomial_tails);
    tcase_add_test(tc, closed_forms);
    tcase_add_test(tc, ends);
    tcase_add_test(tc, the_fraction);
    Suite *suite = suite_create("stats_beta");
    suite_add_tcase(suite, tc);
    return suite;
}
