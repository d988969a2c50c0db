/* SPDX-License-Identifier: MIT */
#include "stats/paired_share.h"

#include <math.h>

#include "stats/binomial.h"
#include "testing.h"

Suite *mlt_suite_stats_paired_share(void);

static const double z90 = 1.6448536269514722;

/* Tango's own formula, with its likelihood maximised by search instead of solved. */
static double likelihood(double b, double c, double n, double q, double d)
{
    double a = n - b - c, p12 = q + d, p21 = q, rest = 1 - p12 - p21, sum = 0;
    if (p12 < 0 || p21 < 0 || rest < 0)
        return -INFINITY;
    sum += b > 0 ? b * log(p12) : 0;
    sum += c > 0 ? c * log(p21) : 0;
    return sum + (a > 0 ? a * log(rest) : 0);
}

static double searched_score(double b, double c, double n, double d)
{
    double low = d < 0 ? -d : 0, high = (1 - d) / 2;
    for (int i = 0; i < 200; i++) {
        double left = low + (high - low) / 3, right = high - (high - low) / 3;
        if (likelihood(b, c, n, left, d) < likelihood(b, c, n, right, d))
            low = left;
        else
            high = right;
    }
    double q = (low + high) / 2;
    return (b - c - n * d) / sqrt(n * (2 * q + d * (1 - d)));
}

START_TEST(solves_its_equation)
{
    const double cases[][3] = {{12, 2, 50}, {3, 9, 40}, {1, 0, 30}, {0, 4, 25}, {7, 7, 60}};
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        double b = cases[i][0], c = cases[i][1], n = cases[i][2], low, high;
        mlt_paired_share_bounds(b, c, n, z90, &low, &high);
        ck_assert(low < (b - c) / n && (b - c) / n < high);
        ck_assert_double_eq_tol(searched_score(b, c, n, low), z90, 1e-5);
        ck_assert_double_eq_tol(searched_score(b, c, n, high), -z90, 1e-5);
    }
}
END_TEST

START_TEST(never_different)
{
    for (double n = 1; n < 1e6; n *= 3) {
        double low, high;
        mlt_paired_share_bounds(0, 0, n, z90, &low, &high);
        ck_assert_double_eq_tol(high, z90 * z90 / (n + z90 * z90), 1e-9);
        ck_assert_double_eq_tol(low, -high, 1e-15);
    }
}
END_TEST

START_TEST(mirror)
{
    double low[2], high[2];
    mlt_paired_share_bounds(9, 2, 70, z90, &low[0], &high[0]);
    mlt_paired_share_bounds(2, 9, 70, z90, &low[1], &high[1]);
    ck_assert_double_eq(low[0], -high[1]);
    ck_assert_double_eq(high[0], -low[1]);
}
END_TEST

/* By exact summation over all outcomes of n samples: how often the bounds are wrong. */
START_TEST(errors)
{
    enum { N = 60 };
    static double low[N + 1][N + 1], high[N + 1][N + 1];
    for (int b = 0; b <= N; b++)
        for (int c = 0; b + c <= N; c++)
            mlt_paired_share_bounds(b, c, N, z90, &low[b][c], &high[b][c]);
    const double shares[][2] = {{0.05, 0.05}, {0.1, 0.05}, {0.02, 0.1}, {0.3, 0.2}, {0.05, 0.3}};
    for (size_t i = 0; i < sizeof shares / sizeof shares[0]; i++) {
        double p = shares[i][0], q = shares[i][1], below = 0, above = 0;
        for (int b = 0; b <= N; b++)
            for (int c = 0; b + c <= N; c++) {
                double mass = mlt_binomial_pmf(b, N, p) * mlt_binomial_pmf(c, N - b, q / (1 - p));
                below += low[b][c] > p - q ? mass : 0;
                above += high[b][c] < p - q ? mass : 0;
            }
        ck_assert_msg(below <= 0.065 && above <= 0.065, "%g %g: %g %g", p, q, below, above);
    }
}
END_TEST

START_TEST(nonsense)
{
    const double cases[][3] = {{0, 0, 0}, {-1, 0, 5},  {0, -1, 5},
                               {3, 3, 5}, {NAN, 0, 5}, {0, 0, NAN}};
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        double low, high;
        mlt_paired_share_bounds(cases[i][0], cases[i][1], cases[i][2], z90, &low, &high);
        ck_assert_double_eq(low, -1);
        ck_assert_double_eq(high, 1);
    }
    double low, high;
    mlt_paired_share_bounds(5, 0, 5, z90, &low, &high);
    ck_assert(low > 0 && low < 1);
    ck_assert_double_eq(high, 1);
}
END_TEST

Suite *mlt_suite_stats_paired_share(void)
{
    TCase *tc = tcase_create("paired_share");
    tcase_add_test(tc, solves_its_equation);
    tcase_add_test(tc, never_different);
    tcase_add_test(tc, mirror);
    tcase_add_test(tc, errors);
    tcase_add_test(tc, nonsense);
    Suite *suite = suite_create("stats_paired_share");
    suite_add_tcase(suite, tc);
    return suite;
}
