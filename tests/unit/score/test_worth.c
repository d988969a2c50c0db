/* SPDX-License-Identifier: MIT */
#include "score/worth.h"

#include <math.h>

#include "testing.h"

Suite *mlt_suite_score_worth(void);

/* The first k of n samples are affected; per_unit of them are one unit. */
static double worth_of(int n, int k, int per_unit, double n_values)
{
    mlt_worth worth;
    double share = (double)k / n;
    ck_assert_int_eq(mlt_worth_open(&worth, NULL, (size_t)n, NULL), MLTEST_OK);
    for (int i = 0; i < n; i++)
        mlt_worth_add(&worth, (size_t)(i / per_unit), i < k, n_values);
    double out = mlt_worth_of(&worth, n * share * (1 - share));
    mlt_worth_close(&worth);
    return out;
}

/* To the bit, for any number. */
START_TEST(single_samples)
{
    for (int n = 1; n < 1000; n += 37)
        for (int k = 0; k <= n; k += 1 + n / 9)
            ck_assert_double_eq(worth_of(n, k, 1, 1), n);
    ck_assert_double_eq(worth_of(20, 3, 1, 5), 20); /* five values each that all say the same */
}
END_TEST

/* Forty units of five that are all or none affected are forty samples. */
START_TEST(units)
{
    ck_assert_double_eq_tol(worth_of(200, 50, 5, 1), 40, 1e-9);
    ck_assert_double_eq_tol(worth_of(200, 0, 5, 1), 40, 1e-9);
    /* Every second affected: one in each unit, which therefore differ less than samples do. */
    mlt_worth worth;
    ck_assert_int_eq(mlt_worth_open(&worth, NULL, 40, NULL), MLTEST_OK);
    for (size_t i = 0; i < 80; i++)
        mlt_worth_add(&worth, i / 2, (double)(i % 2), 1);
    ck_assert_double_eq(mlt_worth_of(&worth, 20), 80);
    mlt_worth_close(&worth);
}
END_TEST

/* Of twenty nothing is known of what their samples have in common, though here they differ. */
START_TEST(few_units)
{
    ck_assert_double_eq_tol(worth_of(100, 3, 5, 1), 20, 1e-9);
    ck_assert_double_gt(worth_of(150, 3, 5, 1), 30 + 1e-9);
}
END_TEST

/* Means of four: by the formula f (1 - f) / (Var / n), also of few samples. */
START_TEST(replicates)
{
    const double means[] = {0, 0.25, 0.5, 0.25, 0, 1, 0.75, 0};
    mlt_worth worth;
    double f = 0, variance = 0;
    ck_assert_int_eq(mlt_worth_open(&worth, NULL, 8, NULL), MLTEST_OK);
    for (size_t i = 0; i < 8; i++) {
        mlt_worth_add(&worth, i, means[i], 4);
        f += means[i] / 8;
    }
    for (size_t i = 0; i < 8; i++)
        variance += (means[i] - f) * (means[i] - f) / 7;
    ck_assert_double_eq_tol(mlt_worth_of(&worth, 8 * f * (1 - f)), f * (1 - f) / (variance / 8),
                            1e-12);
    mlt_worth_close(&worth);
    ck_assert_int_eq(mlt_worth_open(&worth, NULL, 8, NULL), MLTEST_OK);
    for (size_t i = 0; i < 8; i++)
        mlt_worth_add(&worth, i, 0.25, 4); /* every value counts */
    ck_assert_double_eq(mlt_worth_of(&worth, 8 * 0.25 * 0.75), 32);
    mlt_worth_close(&worth);
}
END_TEST

START_TEST(nothing)
{
    mlt_worth worth;
    ck_assert_int_eq(mlt_worth_open(&worth, NULL, 0, NULL), MLTEST_OK);
    ck_assert_double_eq(mlt_worth_of(&worth, NAN), 0);
    mlt_worth_close(&worth);
    ck_assert_double_eq(mlt_worth_times(0.1, 30), 3);
    ck_assert_double_eq(mlt_worth_times(0.5, 7), 3.5);
    ck_assert(isnan(mlt_worth_times(NAN, 7)));
}
END_TEST

static mltest_status body(mltest_context *ctx, void *data)
{
    mlt_worth worth;
    (void)data;
    mltest_status status = mlt_worth_open(&worth, ctx, 5, NULL);
    if (status == MLTEST_OK)
        mlt_worth_close(&worth);
    return status;
}

START_TEST(out_of_memory)
{
    mlt_test_every_allocation(body, NULL);
}
END_TEST

MLT_TEST_SUITE(score_worth, single_samples, units, few_units, replicates, nothing, out_of_memory)
