/* SPDX-License-Identifier: MIT */
#include "base/math.h"
#include "base/random.h"
#include "stats/interval.h"
#include "testing.h"

#include <math.h>

Suite *mlt_suite_stats_interval(void);

/* Type 6 of R's quantile() of 1, 2, 4, 7, 11, and 1 … 1999, whose places are whole. */
START_TEST(quantiles)
{
    const double five[] = {1, 2, 4, 7, 11};
    ck_assert_double_eq(mlt_quantile(five, 5, 0.5), 4);
    ck_assert_double_eq_tol(mlt_quantile(five, 5, 0.25), 1.5, 1e-15);
    ck_assert_double_eq_tol(mlt_quantile(five, 5, 0.75), 9, 1e-15);
    ck_assert_double_eq(mlt_quantile(five, 5, 0.1), 1);
    ck_assert_double_eq(mlt_quantile(five, 5, 0.9), 11);
    ck_assert_double_eq(mlt_quantile(five, 5, 0), 1);
    ck_assert_double_eq(mlt_quantile(five, 5, 1), 11);
    ck_assert_double_eq(mlt_quantile(five, 1, 0.3), 1);
    double many[1999];
    for (int i = 0; i < 1999; i++)
        many[i] = i + 1;
    ck_assert_double_eq_tol(mlt_quantile(many, 1999, 0.025), 50, 1e-9);
    ck_assert_double_eq_tol(mlt_quantile(many, 1999, 0.975), 1950, 1e-9);
}
END_TEST

static mlt_interval interval(const mlt_bootstrap *b, double level, mlt_interval_method method)
{
    mlt_interval out;
    ck_assert_int_eq(mlt_bootstrap_interval(&out, NULL, b, 0, level, method, NULL), MLTEST_OK);
    return out;
}

START_TEST(percentile)
{
    double draws[1999], point = 1000;
    for (int i = 0; i < 1999; i++) /* in an order of its own */
        draws[i] = i * 1000 % 1999 + 1;
    mlt_bootstrap b = {.n_values = 1, .n_draws = 1999, .point = &point, .draws = draws};
    mlt_interval i = interval(&b, 0.95, MLT_PERCENTILE);
    ck_assert_double_eq_tol(i.low, 50, 1e-9);
    ck_assert_double_eq_tol(i.high, 1950, 1e-9);
    ck_assert_double_eq_tol(i.se, sqrt(1999 * 2000 / 12.0), 1e-9);
    ck_assert_uint_eq(i.n_undefined, 0);
    i = interval(&b, 0.90, MLT_PERCENTILE);
    ck_assert_double_eq_tol(i.low, 100, 1e-9);
    mlt_interval unused;
    ck_assert_int_eq(mlt_bootstrap_interval(&unused, NULL, &b, 0, 0.9, MLT_BCA, NULL),
                     MLTEST_ERR_INVALID);
}
END_TEST

START_TEST(undefined_draws)
{
    double draws[] = {3, NAN, 1, 2, NAN, NAN}, point = 2;
    mlt_bootstrap b = {.n_values = 1, .n_draws = 6, .point = &point, .draws = draws};
    mlt_interval i = interval(&b, 0.5, MLT_PERCENTILE);
    ck_assert_double_eq(i.low, 1);
    ck_assert_double_eq(i.high, 3);
    ck_assert_double_eq(i.se, 1);
    ck_assert_uint_eq(i.n_undefined, 3);
    draws[0] = NAN;
    i = interval(&b, 0.5, MLT_PERCENTILE);
    ck_assert(isnan(i.low) && isnan(i.high) && isnan(i.se));
    ck_assert_uint_eq(i.n_undefined, 4);
    draws[0] = draws[1] = 3;
    point = NAN;
    ck_assert(isnan(interval(&b, 0.5, MLT_BCA).low));
}
END_TEST

/* All draws the same: no width, with either method. */
START_TEST(constant)
{
    double draws[40], jackknife[5], point = 0.1;
    for (int i = 0; i < 40; i++)
        draws[i] = jackknife[i % 5] = 0.1;
    mlt_bootstrap b = {1, 40, 5, &point, draws, jackknife};
    for (int method = 0; method < 2; method++) {
        mlt_interval i = interval(&b, 0.95, (mlt_interval_method)method);
        ck_assert(i.low == 0.1 && i.high == 0.1 && i.se == 0);
    }
}
END_TEST

/* Draws are 1 … 1999 and 600.5 the figure: z0 = Φ⁻¹(600/1999); a from three blocks. Worked out with
 * the formulas (14.9) and (14.15) of Efron and Tibshirani, "An introduction to the bootstrap". */
START_TEST(bca_by_formula)
{
    double draws[1999], jackknife[] = {1, 2, 6}, point = 600.5;
    for (int i = 0; i < 1999; i++)
        draws[i] = i + 1;
    mlt_bootstrap b = {1, 1999, 3, &point, draws, jackknife};
    double z0 = mlt_normal_quantile(600 / 1999.0);
    double a = (8 + 1 - 27) / (6 * pow(4 + 1 + 9, 1.5));
    mlt_interval i = interval(&b, 0.95, MLT_BCA);
    for (int side = 0; side < 2; side++) {
        double z = side ? 1.959963984540054 : -1.959963984540054;
        double share = mlt_normal_cdf(z0 + (z0 + z) / (1 - a * (z0 + z)));
        double place = share * 2000;
        ck_assert_double_eq_tol(side ? i.high : i.low, place < 1 ? 1 : place, 1e-6);
    }
    ck_assert(i.high < 1600); /* far from the percentile's 1950 */
    /* A median in the middle and no skewness: the percentile interval. */
    point = 1000;
    jackknife[2] = 3;
    mlt_interval plain = interval(&b, 0.95, MLT_PERCENTILE), same = interval(&b, 0.95, MLT_BCA);
    ck_assert_double_eq_tol(same.low, plain.low, 1e-9);
    ck_assert_double_eq_tol(same.high, plain.high, 1e-9);
}
END_TEST

/* Draws of 0.3 that came out as 0.1 + 0.2 are as good as equal to the figure. */
START_TEST(equal_but_for_rounding)
{
    double draws[999], jackknife[] = {1, 2, 3}, point = 0.3;
    mlt_bootstrap b = {1, 999, 3, &point, draws, jackknife};
    mlt_interval i[2];
    for (int rounded = 0; rounded < 2; rounded++) {
        for (int k = 0; k < 999; k++)
            draws[k] = k < 500 ? (rounded ? 0.1 + 0.2 : 0.3) : k < 600 ? 0.1 : 0.4 + k * 1e-3;
        i[rounded] = interval(&b, 0.95, MLT_BCA);
    }
    ck_assert(0.1 + 0.2 != 0.3);
    ck_assert_double_eq_tol(i[0].low, i[1].low, 1e-12);
    ck_assert_double_eq_tol(i[0].high, i[1].high, 1e-12);
}
END_TEST

static mltest_status variance_of(const void *data, void *workspace, const double *weights,
                                 double *values, mltest_error **error)
{
    const double *x = data;
    double sum = 0, squares = 0, weight = 0;
    (void)workspace;
    (void)error;
    for (int i = 0; i < 26; i++) {
        weight += weights[i];
        sum += weights[i] * x[i];
        squares += weights[i] * x[i] * x[i];
    }
    values[0] = squares / weight - sum / weight * (sum / weight);
    return MLTEST_OK;
}

/* The variance of 26 spatial test scores, tables 14.1 and 14.2 of the same book: BCa (115.8,
 * 259.6), percentile (100.8, 233.9) at 90 %; a = .061, z0 = .146. Its 2000 draws are others than
 * ours. */
START_TEST(bca_published)
{
    const double scores[26] = {48, 36, 20, 29, 42, 42, 20, 42, 22, 41, 45, 14, 6,
                               0,  33, 28, 34, 4,  32, 24, 47, 41, 24, 26, 30, 41};
    const mlt_statistic statistic = {26, 1, NULL, NULL, variance_of, scores};
    const mlt_bootstrap_options options = {.n_draws = 20000, .seed = 1, .jackknife = true};
    mlt_bootstrap b;
    ck_assert_int_eq(mlt_bootstrap_run(&b, NULL, &statistic, &options, NULL), MLTEST_OK);
    ck_assert_uint_eq(b.n_blocks, 26);
    ck_assert_double_eq_tol(b.point[0], 171.5, 0.05);
    mlt_interval bca = interval(&b, 0.90, MLT_BCA), plain = interval(&b, 0.90, MLT_PERCENTILE);
    ck_assert_double_eq_tol(plain.low, 100.8, 4);
    ck_assert_double_eq_tol(plain.high, 233.9, 4);
    ck_assert_double_eq_tol(bca.low, 115.8, 4);
    ck_assert_double_eq_tol(bca.high, 259.6, 5);
    mlt_bootstrap_free(NULL, &b);
}
END_TEST

static mltest_status body(mltest_context *ctx, void *data)
{
    double draws[] = {1, 2, 3}, jackknife[] = {1, 2}, point = 2;
    mlt_bootstrap b = {1, 3, 2, &point, draws, jackknife};
    mlt_interval out;
    (void)data;
    return mlt_bootstrap_interval(&out, ctx, &b, 0, 0.9, MLT_BCA, NULL);
}

START_TEST(allocations)
{
    mlt_test_every_allocation(body, NULL);
}
END_TEST

Suite *mlt_suite_stats_interval(void)
{
    Suite *suite = suite_create("stats_interval");
    TCase *tests = tcase_create("interval");
    tcase_set_timeout(tests, 60);
    tcase_add_test(tests, quantiles);
    tcase_add_test(tests, percentile);
    tcase_add_test(tests, undefined_draws);
    tcase_add_test(tests, constant);
    tcase_add_test(tests, bca_by_formula);
    tcase_add_test(tests, equal_but_for_rounding);
    tcase_add_test(tests, bca_published);
    tcase_add_test(tests, allocations);
    suite_add_tcase(suite, tests);
    return suite;
}
