/* SPDX-License-Identifier: MIT */
#include "stats/bootstrap.h"
#include "stats/resample.h"
#include "testing.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

Suite *mlt_suite_stats_bootstrap(void);

enum { N = 230 };
static double numbers[N];

static void fill_numbers(void)
{
    for (int i = 0; i < N; i++)
        numbers[i] = (double)(i * i % 97) + 0.1;
}

/* Figures: the weighted mean, and NaN where the first group is missing. */
static mltest_status evaluate(const void *data, void *workspace, const double *weights,
                              double *values, mltest_error **error)
{
    const double *x = data;
    double sum = 0, weight = 0;
    (void)error;
    if (workspace)
        ++*(int *)workspace;
    for (int i = 0; i < N; i++) {
        sum += weights[i] * x[i];
        weight += weights[i];
    }
    values[0] = sum / weight;
    values[1] = weights[0] > 0 ? weights[0] : NAN;
    return MLTEST_OK;
}

static mltest_status open_counter(const void *data, void **workspace, mltest_error **error)
{
    (void)data;
    (void)error;
    *workspace = calloc(1, sizeof(int));
    return *workspace ? MLTEST_OK : MLTEST_ERR_MEMORY;
}

static _Atomic int evaluations;
static void close_counter(const void *data, void *workspace)
{
    (void)data;
    evaluations += *(int *)workspace;
    free(workspace);
}

static const mlt_statistic statistic = {N, 2, open_counter, close_counter, evaluate, numbers};

START_TEST(values_are_those_of_the_weights)
{
    mlt_bootstrap b;
    double weights[N], want[2];
    fill_numbers();
    const mlt_bootstrap_options options = {.n_draws = 50, .seed = 4, .jackknife = true};
    ck_assert_int_eq(mlt_bootstrap_run(&b, NULL, &statistic, &options, NULL), MLTEST_OK);
    ck_assert_int_eq(evaluations, 151);
    ck_assert_uint_eq(b.n_blocks, 100);
    for (uint32_t i = 0; i < 50; i++) {
        mlt_resample_weights(4, i, weights, N);
        evaluate(numbers, NULL, weights, want, NULL);
        ck_assert_double_eq(b.draws[i], want[0]);
        ck_assert(isnan(want[1]) ? isnan(b.draws[50 + i]) : b.draws[50 + i] == want[1]);
    }
    for (size_t i = 0; i < 100; i++) {
        mlt_jackknife_weights(i, 100, weights, N);
        evaluate(numbers, NULL, weights, want, NULL);
        ck_assert_double_eq(b.jackknife[i], want[0]);
    }
    double sum = 0;
    for (int i = 0; i < N; i++)
        sum += numbers[i];
    ck_assert_double_eq(b.point[0], sum / N);
    ck_assert_double_eq(b.point[1], 1);
    mlt_bootstrap_free(NULL, &b);
}
END_TEST

START_TEST(threads_change_nothing)
{
    mlt_bootstrap one, many;
    fill_numbers();
    mlt_bootstrap_options options = {.seed = 9, .jackknife = true, .n_threads = 1};
    ck_assert_int_eq(mlt_bootstrap_run(&one, NULL, &statistic, &options, NULL), MLTEST_OK);
    ck_assert_uint_eq(one.n_draws, 2000);
    options.n_threads = 5;
    ck_assert_int_eq(mlt_bootstrap_run(&many, NULL, &statistic, &options, NULL), MLTEST_OK);
    ck_assert_mem_eq(one.draws, many.draws, 2000 * sizeof(double));
    ck_assert_mem_eq(one.jackknife, many.jackknife, 100 * sizeof(double));
    ck_assert_mem_eq(one.point, many.point, 2 * sizeof(double));
    mlt_bootstrap_free(NULL, &one);
    mlt_bootstrap_free(NULL, &many);
}
END_TEST

static mltest_status fail_now(const void *data, void *workspace, const double *weights,
                              double *values, mltest_error **error)
{
    (void)data;
    (void)workspace;
    (void)values;
    if (weights[0] < 2)
        return MLTEST_OK;
    return mlt_fail(error, MLTEST_ERR_LIMIT, "group 0 came up twice");
}

static mltest_status fail_open(const void *data, void **workspace, mltest_error **error)
{
    (void)data;
    (void)workspace;
    return mlt_fail_memory(error);
}

START_TEST(failures_are_handed_on)
{
    mlt_bootstrap b;
    mltest_error *error = NULL;
    mlt_statistic bad = statistic;
    fill_numbers();
    bad.open = NULL;
    bad.close = NULL;
    bad.evaluate = fail_now;
    ck_assert_int_eq(mlt_bootstrap_run(&b, NULL, &bad, NULL, &error), MLTEST_ERR_LIMIT);
    ck_assert_str_eq(mltest_error_message(error), "group 0 came up twice");
    mltest_error_free(error);
    ck_assert_int_eq(mlt_bootstrap_run(&b, NULL, &bad, NULL, NULL), MLTEST_ERR_LIMIT);
    bad.open = fail_open;
    ck_assert_int_eq(mlt_bootstrap_run(&b, NULL, &bad, NULL, NULL), MLTEST_ERR_MEMORY);
    bad = statistic;
    bad.n_groups = (size_t)1 << 33;
    ck_assert_int_eq(mlt_bootstrap_run(&b, NULL, &bad, NULL, NULL), MLTEST_ERR_INVALID);
    bad = statistic;
    bad.n_values = SIZE_MAX / 4;
    ck_assert_int_eq(mlt_bootstrap_run(&b, NULL, &bad, NULL, NULL), MLTEST_ERR_MEMORY);
}
END_TEST

START_TEST(no_groups)
{
    mlt_bootstrap b;
    mlt_statistic none = statistic;
    none.n_groups = 0;
    const mlt_bootstrap_options options = {.n_draws = 3, .jackknife = true};
    ck_assert_int_eq(mlt_bootstrap_run(&b, NULL, &none, &options, NULL), MLTEST_OK);
    ck_assert(isnan(b.point[1]) && isnan(b.draws[5]));
    mlt_bootstrap_free(NULL, &b);
}
END_TEST

static mltest_status body(mltest_context *ctx, void *data)
{
    mlt_bootstrap b;
    (void)data;
    const mlt_bootstrap_options options = {.n_draws = 3, .jackknife = true, .n_threads = 2};
    mltest_status status = mlt_bootstrap_run(&b, ctx, &statistic, &options, NULL);
    if (status == MLTEST_OK)
        mlt_bootstrap_free(ctx, &b);
    return status;
}

START_TEST(allocations)
{
    mlt_test_every_allocation(body, NULL);
}
END_TEST

Suite *mlt_suite_stats_bootstrap(void)
{
    Suite *suite = suite_create("stats_bootstrap");
    TCase *tests = tcase_create("bootstrap");
    tcase_set_timeout(tests, 60);
    tcase_add_test(tests, values_are_those_of_the_weights);
    tcase_add_test(tests, threads_change_nothing);
    tcase_add_test(tests, failures_are_handed_on);
    tcase_add_test(tests, no_groups);
    tcase_add_test(tests, allocations);
    suite_add_tcase(suite, tests);
    return suite;
}
