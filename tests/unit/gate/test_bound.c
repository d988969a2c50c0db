/* SPDX-License-Identifier: MIT */
#include "gate/bound.h"

#include "gate/fixtures.h"

enum { N = 100 };
static double values[N];
static size_t groups[N];

static mltest_status mean(const void *data, void *workspace, const double *weights, double *value,
                          mltest_error **error)
{
    double sum = 0, n = 0;
    _Atomic size_t *calls = *(_Atomic size_t *const *)data;
    (void)workspace;
    (void)error;
    for (size_t i = 0; i < N; i++) {
        sum += weights[i] * values[i];
        n += weights[i];
    }
    *value = sum / n;
    if (calls != NULL)
        (*calls)++;
    return MLTEST_OK;
}

static _Atomic size_t *counted; /* calls, if anybody wants to know */
static const mlt_gate_statistic of_mean = {NULL, NULL, mean, &counted};

static mlt_gate_draws draws(size_t per_group)
{
    for (size_t i = 0; i < N; i++)
        groups[i] = i / per_group;
    return (mlt_gate_draws){groups, N, N / per_group, 0, 1, false};
}

/* The bounds of a mean of counts lie where the exact ones do, but for the grid of 1/N. */
START_TEST(like_exact_bounds)
{
    double low, high;
    _Atomic size_t calls = 0;
    counted = &calls;
    mlt_gate_draws d = draws(1);
    for (size_t i = 0; i < N; i++)
        values[i] = i < 20;
    ck_assert_int_eq(mlt_gate_bound(NULL, &d, &of_mean, &low, &high, NULL), MLTEST_OK);
    ck_assert_uint_eq(calls, 2101); /* the sample itself is one, and 100 blocks */
    counted = NULL;
    ck_assert_double_eq_tol(low, 0.2 - 1.645 * 0.04, 0.012);
    ck_assert_double_eq_tol(high, 0.2 + 1.7 * 0.04, 0.015); /* skewed, and in steps of .01 */
}
END_TEST

START_TEST(the_same_every_time)
{
    double low[2], high[2];
    mlt_gate_draws d = draws(1);
    for (size_t i = 0; i < N; i++)
        values[i] = (double)(i * i % 17) / 17;
    for (int i = 0; i < 2; i++)
        ck_assert_int_eq(mlt_gate_bound(NULL, &d, &of_mean, &low[i], &high[i], NULL), MLTEST_OK);
    ck_assert_double_eq(low[0], low[1]);
    ck_assert_double_eq(high[0], high[1]);
}
END_TEST

/* Groups of five alike samples are worth a fifth: the bounds are wider by its root. */
START_TEST(groups_are_drawn_whole)
{
    double low, high, width;
    for (size_t i = 0; i < N; i++)
        values[i] = i < 20;
    mlt_gate_draws d = draws(1);
    ck_assert_int_eq(mlt_gate_bound(NULL, &d, &of_mean, &low, &high, NULL), MLTEST_OK);
    width = high - low;
    d = draws(5);
    ck_assert_int_eq(mlt_gate_bound(NULL, &d, &of_mean, &low, &high, NULL), MLTEST_OK);
    ck_assert_double_eq_tol((high - low) / width, sqrt(5), 0.35);
}
END_TEST

/* 1 - .05^(1/100) of samples of another kind may have gone unseen. */
START_TEST(no_spread_is_not_certainty)
{
    double low, high, unseen = 1 - pow(0.05, 0.01);
    mlt_gate_draws d = draws(1);
    for (size_t i = 0; i < N; i++)
        values[i] = 0.1; /* sums of it are rounded */
    ck_assert_int_eq(mlt_gate_bound(NULL, &d, &of_mean, &low, &high, NULL), MLTEST_OK);
    ck_assert_double_eq_tol(low, 0.1 - 0.1 * unseen, 1e-12);
    ck_assert_double_eq_tol(high, 0.1 + 0.9 * unseen, 1e-12);
    for (size_t i = 0; i < N; i++)
        values[i] = 0;
    ck_assert_int_eq(mlt_gate_bound(NULL, &d, &of_mean, &low, &high, NULL), MLTEST_OK);
    ck_assert_double_eq(low, 0);
    ck_assert_double_eq_tol(high, unseen, 1e-12);
}
END_TEST

/* Undefined where the first sample was drawn as often as that. */
static mltest_status sometimes(const void *data, void *workspace, const double *weights,
                               double *value, mltest_error **error)
{
    const double *undefined = data;
    (void)workspace;
    (void)error;
    *value = weights[0] >= *undefined ? NAN : weights[1];
    return MLTEST_OK;
}

/* A sample is drawn three times or more in 8 % of resamples, twice or more in 26 %. */
START_TEST(undefined_resamples)
{
    double low, high, undefined = 3;
    const mlt_gate_statistic s = {NULL, NULL, sometimes, &undefined};
    mlt_gate_draws d = draws(1);
    ck_assert_int_eq(mlt_gate_bound(NULL, &d, &s, &low, &high, NULL), MLTEST_OK);
    ck_assert(low >= 0 && high >= 1);
    undefined = 2;
    ck_assert_int_eq(mlt_gate_bound(NULL, &d, &s, &low, &high, NULL), MLTEST_OK);
    ck_assert(isnan(low) && isnan(high));
}
END_TEST

/* The larger of a mean and a half: resamples lie above it. */
static mltest_status largest(const void *data, void *workspace, const double *weights,
                             double *value, mltest_error **error)
{
    double mean = 0;
    (void)data;
    (void)workspace;
    (void)error;
    for (size_t i = 0; i < N; i++)
        mean += weights[i] * values[i] / N;
    *value = mean > 0.5 ? mean : 0.5;
    return MLTEST_OK;
}

/* What is said to be biased is moved down by E max(0, X) = .399 standard errors of .05. */
START_TEST(biased)
{
    double low[2], high[2];
    const mlt_gate_statistic s = {NULL, NULL, largest, NULL};
    mlt_gate_draws d = draws(1);
    for (size_t i = 0; i < N; i++)
        values[i] = (double)(i % 2);
    for (int i = 0; i < 2; i++) {
        d.is_biased = i == 1;
        ck_assert_int_eq(mlt_gate_bound(NULL, &d, &s, &low[i], &high[i], NULL), MLTEST_OK);
    }
    ck_assert_double_eq_tol(low[0], 0.5, 1e-9);
    ck_assert_double_eq_tol(low[1], 0.5 - 0.05 * 0.399, 0.002);
    for (int i = 0; i < 2; i++) { /* without bias: 1.75 instead of 1.645 standard errors */
        d.is_biased = i == 1;
        for (size_t k = 0; k < N; k++)
            values[k] = (double)(k * k % 101) / 101;
        ck_assert_int_eq(mlt_gate_bound(NULL, &d, &of_mean, &low[i], &high[i], NULL), MLTEST_OK);
    }
    ck_assert_double_eq_tol((high[1] - low[1]) / (high[0] - low[0]), 1.065, 0.03);
}
END_TEST

/* Four samples of opposite signs make all of the spread, or all samples make the same: the former
 * is known less well. */
START_TEST(few_make_the_spread)
{
    double low[2], high[2];
    mlt_gate_draws d = draws(1);
    for (int few = 0; few < 2; few++) {
        for (size_t i = 0; i < N; i++)
            values[i] = !few ? (i % 2 ? 0.1 : -0.1) : i < 4 ? (i % 2 ? 0.5 : -0.5) : 0;
        ck_assert_int_eq(mlt_gate_bound(NULL, &d, &of_mean, &low[few], &high[few], NULL),
                         MLTEST_OK);
    }
    ck_assert_double_eq_tol(high[0] - low[0], 2 * 1.66 * 0.01, 0.002);
    ck_assert_double_gt(high[1] - low[1], 1.15 * (high[0] - low[0])); /* the same variance */
}
END_TEST

/* Rare and large: BCa reaches further up than down, and further than the normal approximation. */
START_TEST(skewed)
{
    double low, high;
    mlt_gate_draws d = draws(1);
    for (size_t i = 0; i < N; i++)
        values[i] = i < 3;
    ck_assert_int_eq(mlt_gate_bound(NULL, &d, &of_mean, &low, &high, NULL), MLTEST_OK);
    ck_assert_double_gt(high - 0.03, 0.03 - low);
    ck_assert_double_gt(high, 0.03 + 1.645 * sqrt(0.03 * 0.97 / N) + 0.005);
}
END_TEST

START_TEST(nothing_to_draw)
{
    double low, high;
    const mlt_gate_draws d = {groups, 0, 0, 0, 1, false};
    ck_assert_int_eq(mlt_gate_bound(NULL, &d, &of_mean, &low, &high, NULL), MLTEST_OK);
    ck_assert(isnan(low) && isnan(high));
}
END_TEST

static mltest_status fails(const void *data, void *workspace, const double *weights, double *value,
                           mltest_error **error)
{
    (void)data;
    (void)workspace;
    (void)weights;
    (void)value;
    (void)error;
    return MLTEST_ERR_CANCELLED;
}

START_TEST(errors_are_handed_on)
{
    double low, high;
    const mlt_gate_statistic s = {NULL, NULL, fails, NULL};
    mlt_gate_draws d = draws(1);
    ck_assert_int_eq(mlt_gate_bound(NULL, &d, &s, &low, &high, NULL), MLTEST_ERR_CANCELLED);
    ck_assert(isnan(low) && isnan(high));
}
END_TEST

static mltest_status body(mltest_context *ctx, void *data)
{
    double low, high;
    return mlt_gate_bound(ctx, data, &of_mean, &low, &high, NULL);
}

START_TEST(out_of_memory)
{
    mlt_gate_draws d = draws(1);
    mlt_test_every_allocation(body, &d);
}
END_TEST

MLT_TEST_SUITE(gate_bound, like_exact_bounds, the_same_every_time, groups_are_drawn_whole,
               no_spread_is_not_certainty, undefined_resamples, biased, few_make_the_spread, skewed,
               nothing_to_draw, errors_are_handed_on, out_of_memory)
