/* SPDX-License-Identifier: MIT */
#include "mltest/metric.h"

#include <math.h>
#include <stdbool.h>
#include <stdlib.h>

#include "fixtures.h"

Suite *mlt_suite_api_metric(void);

/* A metric that does what a test says with every sample, and keeps count. */
typedef struct {
    void (*look)(const mltest_sample_result *result, mltest_values *values);
    int32_t code, finish_code;
    int samples, finished, destroyed;
} own_metric;

static mltest_error *error;
static mltest_journal *journal;
static own_metric state;

static int32_t sample(void *user_data, const mltest_sample_result *result, mltest_values *values)
{
    own_metric *m = user_data;
    m->samples++;
    if (m->look != NULL)
        m->look(result, values);
    return m->code;
}

static int32_t finish(void *user_data, mltest_values *values)
{
    own_metric *m = user_data;
    m->finished++;
    ck_assert_int_eq(mltest_values_set(values, "samples_so_far", m->samples), MLTEST_OK);
    return m->finish_code;
}

static void destroy(void *user_data)
{
    ((own_metric *)user_data)->destroyed++;
}

static mltest_status make(mltest_metric **out, mltest_context *ctx, bool with_finish)
{
    const mltest_metric_vtable vtable = {.struct_size = sizeof vtable,
                                         .sample = sample,
                                         .finish = with_finish ? finish : NULL,
                                         .destroy = destroy};
    return mltest_metric_new(out, ctx, "own", &vtable, &state, &error);
}

static mltest_scorecard *score(bool with_finish)
{
    mltest_metric *metric = NULL;
    mltest_scorecard *card = NULL;
    error = api_stale();
    ck_assert_int_eq(make(&metric, NULL, with_finish), MLTEST_OK);
    ck_assert_ptr_null(error);
    ck_assert_int_eq(mltest_scorecard_new(&card, NULL, journal, NULL, &metric, 1, &error),
                     MLTEST_OK);
    ck_assert_int_eq(state.destroyed, 0);
    mltest_metric_free(metric);
    ck_assert_int_eq(state.destroyed, 1);
    return card;
}

/* Boxes vanish from p0 and p1 under saturate; rotation moves boxes. */
static void set_up(void)
{
    api_model model = {.name = "fragile", .blind = "saturate", .last = 1};
    journal = api_journal(&model, API_SUITE " rotation@5");
    state = (own_metric){.code = MLTEST_CALLBACK_DONE};
}

static void tear_down(void)
{
    mltest_journal_free(journal);
    ck_assert_ptr_null(error);
}

/* --- what a metric sees --- */

static bool is_box(const mltest_box *a, const mltest_box *b)
{
    return fabs(a->x - b->x) < 1e-6 && fabs(a->y - b->y) < 1e-6 &&
           fabs(a->width - b->width) < 1e-6 && fabs(a->height - b->height) < 1e-6;
}

static void look_at_truth(const mltest_sample_result *r, int i, bool moved)
{
    const mltest_box expected = api_box(i);
    int32_t cls = -1;
    uint32_t flags = 9;
    mltest_box box = {0, 0, 0, 0};
    ck_assert_int_eq(mltest_sample_result_truth_count(r), 1);
    ck_assert_int_eq(mltest_sample_result_truth(r, 0, &cls, &box, &flags), MLTEST_OK);
    ck_assert_int_eq(cls, i % 2);
    ck_assert_uint_eq(flags, 0);
    ck_assert_int_eq(is_box(&box, &expected), !moved);
    ck_assert_int_eq(mltest_sample_result_truth(r, 0, NULL, NULL, NULL), MLTEST_OK);
    ck_assert_int_eq(mltest_sample_result_truth(r, 1, &cls, &box, &flags), MLTEST_ERR_INVALID);
    ck_assert_int_eq(mltest_sample_result_truth(r, SIZE_MAX, &cls, &box, &flags),
                     MLTEST_ERR_INVALID);
}

static void look_at_side(const mltest_sample_result *r, int32_t side, int i, bool moved)
{
    const mltest_box expected = api_box(i);
    int32_t cls = -1;
    double p = -1;
    mltest_box box = {0, 0, 0, 0};
    ck_assert_int_eq(mltest_sample_result_prediction(r, side, 0, &cls, &p, &box), MLTEST_OK);
    ck_assert_int_eq(cls, i % 2);
    ck_assert_double_eq(p, 0.875);
    ck_assert_int_eq(is_box(&box, &expected), !moved);
    ck_assert_int_eq(mltest_sample_result_prediction(r, side, 0, NULL, NULL, NULL), MLTEST_OK);
    ck_assert_int_eq(mltest_sample_result_prediction(r, side, 1, &cls, &p, &box),
                     MLTEST_ERR_INVALID);
}

static void look(const mltest_sample_result *r, mltest_values *values)
{
    const char *condition = mltest_sample_result_condition(r);
    int i = mltest_sample_result_id(r)[1] - '0';
    bool lost = strcmp(condition, API_SATURATE) == 0 && i < 2;
    bool moved = strncmp(condition, "rotation", 8) == 0;
    ck_assert_int_eq(mltest_sample_result_id(r)[0], 'p');
    look_at_truth(r, i, moved);
    ck_assert_uint_eq(mltest_sample_result_prediction_count(r, MLTEST_SIDE_CLEAN), 1);
    look_at_side(r, MLTEST_SIDE_CLEAN, i, moved);
    ck_assert_uint_eq(mltest_sample_result_prediction_count(r, MLTEST_SIDE_PERTURBED), !lost);
    if (!lost) /* the model answers at the old place */
        look_at_side(r, MLTEST_SIDE_PERTURBED, i, false);
    ck_assert_uint_eq(mltest_sample_result_prediction_count(r, 0), 0);
    ck_assert_uint_eq(mltest_sample_result_prediction_count(r, 3), 0);
    ck_assert_int_eq(mltest_sample_result_prediction(r, 3, 0, NULL, NULL, NULL),
                     MLTEST_ERR_INVALID);
    ck_assert_int_eq(mltest_values_set(values, "lost", lost), MLTEST_OK);
}

START_TEST(samples_are_seen)
{
    state.look = look;
    mltest_scorecard *card = score(false);
    ck_assert_int_eq(state.samples, API_SAMPLES * 4);
    ck_assert_uint_eq(mltest_scorecard_rows(card, "metrics"), 4);
    const double *value = mltest_scorecard_doubles(card, "metrics", "value");
    const int32_t *n = mltest_scorecard_ints(card, "metrics", "n");
    const char *const *names = mltest_scorecard_strings(card, "metrics", "name");
    const char *const *metrics = mltest_scorecard_strings(card, "metrics", "metric");
    const char *const *conditions = mltest_scorecard_strings(card, "metrics", "condition");
    for (size_t i = 0; i < 4; i++) {
        ck_assert_str_eq(names[i], "lost");
        ck_assert_str_eq(metrics[i], "own");
        ck_assert_str_eq(conditions[i], mltest_journal_condition(journal, i));
        ck_assert_double_eq(value[i], i == 2 ? 0.5 : 0);
        ck_assert_int_eq(n[i], API_SAMPLES);
    }
    mltest_scorecard_free(card);
}
END_TEST

static void look_without_labels(const mltest_sample_result *r, mltest_values *values)
{
    int64_t expected = strcmp(mltest_sample_result_id(r), "p1") == 0 ? -1 : 1;
    (void)values;
    ck_assert_int_eq(mltest_sample_result_truth_count(r), expected);
    ck_assert_int_eq(mltest_sample_result_truth(r, 0, NULL, NULL, NULL),
                     expected < 0 ? MLTEST_ERR_INVALID : MLTEST_OK);
    ck_assert_uint_eq(mltest_sample_result_prediction_count(r, MLTEST_SIDE_CLEAN), 1);
}

START_TEST(samples_without_labels)
{
    static const char *const names[] = {"ant", "bee"};
    api_model model = {.name = "steady"};
    mltest_dataset *dataset;
    ck_assert_int_eq(mltest_dataset_new_memory(&dataset, NULL, "half", names, 2, NULL), MLTEST_OK);
    api_add_sample(dataset, 0, 7, 1);
    api_add_sample(dataset, 1, 7, 0);
    mltest_journal_free(journal);
    journal = api_journal_on(dataset, &model, API_SUITE);
    state.look = look_without_labels;
    mltest_scorecard_free(score(false));
    ck_assert_int_eq(state.samples, 2 * API_CONDITIONS);
}
END_TEST

/* --- values --- */

static void set_values(const mltest_sample_result *r, mltest_values *values)
{
    int i = mltest_sample_result_id(r)[1] - '0';
    ck_assert_int_eq(mltest_values_set(values, "index", i), MLTEST_OK);
    ck_assert_int_eq(mltest_values_set(values, "broken", i == 0 ? NAN : 4), MLTEST_OK);
    ck_assert_int_eq(mltest_values_set(values, "broken", INFINITY), MLTEST_OK);
    ck_assert_int_eq(mltest_values_set(values, "never", -INFINITY), MLTEST_OK);
    ck_assert_int_eq(mltest_values_set(values, "", 1), MLTEST_ERR_INVALID);
    ck_assert_int_eq(mltest_values_set(values, NULL, 1), MLTEST_ERR_INVALID);
    ck_assert_int_eq(mltest_values_set(NULL, "index", 1), MLTEST_ERR_INVALID);
}

START_TEST(values_are_means_of_finite_numbers)
{
    state.look = set_values;
    mltest_scorecard *card = score(true);
    ck_assert_int_eq(state.finished, 4);
    ck_assert_uint_eq(mltest_scorecard_rows(card, "metrics"), 4 * 3);
    const double *value = mltest_scorecard_doubles(card, "metrics", "value");
    const int32_t *n = mltest_scorecard_ints(card, "metrics", "n");
    const char *const *names = mltest_scorecard_strings(card, "metrics", "name");
    ck_assert_str_eq(names[0], "index");
    ck_assert_double_eq(value[0], 1.5);
    ck_assert_int_eq(n[0], API_SAMPLES);
    ck_assert_str_eq(names[1], "broken");
    ck_assert_double_eq(value[1], 4);
    ck_assert_int_eq(n[1], API_SAMPLES - 1);
    ck_assert_str_eq(names[2], "samples_so_far");
    ck_assert_double_eq(value[2], API_SAMPLES);
    ck_assert_double_eq(value[5], 2 * API_SAMPLES);
    mltest_scorecard_free(card);
}
END_TEST

/* --- failures --- */

static void check_score_fails(mltest_status expected, const char *words, int32_t code)
{
    mltest_metric *metric = NULL;
    mltest_scorecard *card = api_stale();
    ck_assert_int_eq(make(&metric, NULL, true), MLTEST_OK);
    mltest_status status = mltest_scorecard_new(&card, NULL, journal, NULL, &metric, 1, &error);
    ck_assert_int_eq(mltest_error_callback_code(error), code);
    api_check_refused(status, &error, expected, words);
    ck_assert_ptr_null(card);
    mltest_metric_free(metric);
}

START_TEST(functions_that_fail)
{
    state.code = 55;
    check_score_fails(MLTEST_ERR_CALLBACK, "own", 55);
    ck_assert_int_eq(state.samples, 1);
    state.code = MLTEST_CALLBACK_STOP;
    check_score_fails(MLTEST_ERR_CANCELLED, "own", 0);
    state.code = MLTEST_CALLBACK_DONE;
    state.finish_code = -3;
    check_score_fails(MLTEST_ERR_CALLBACK, "own", -3);
    ck_assert_int_eq(state.finished, 1);
}
END_TEST

START_TEST(arguments_that_cannot_be)
{
    static const char *const bad[] = {"", "Own", "a b", "a-b", "\xc3\xa4"};
    mltest_metric_vtable vtable = {.struct_size = sizeof vtable, .sample = sample};
    mltest_metric *metric = api_stale();
    api_check_refused(mltest_metric_new(NULL, NULL, "own", &vtable, NULL, &error), &error,
                      MLTEST_ERR_INVALID, "out is NULL");
    api_check_refused(mltest_metric_new(&metric, NULL, NULL, &vtable, NULL, &error), &error,
                      MLTEST_ERR_INVALID, "name is NULL");
    ck_assert_ptr_null(metric);
    api_check_refused(mltest_metric_new(&metric, NULL, "own", NULL, NULL, &error), &error,
                      MLTEST_ERR_INVALID, "vtable is NULL");
    for (size_t i = 0; i < sizeof bad / sizeof bad[0]; i++)
        api_check_refused(mltest_metric_new(&metric, NULL, bad[i], &vtable, NULL, &error), &error,
                          MLTEST_ERR_INVALID, "name");
    vtable.flags = 1;
    api_check_refused(mltest_metric_new(&metric, NULL, "own", &vtable, NULL, &error), &error,
                      MLTEST_ERR_UNSUPPORTED, "flag");
    vtable = (mltest_metric_vtable){.struct_size = sizeof vtable, .destroy = destroy};
    api_check_refused(mltest_metric_new(&metric, NULL, "own", &vtable, &state, &error), &error,
                      MLTEST_ERR_INVALID, "sample is not set");
    vtable.struct_size = 4;
    api_check_refused(mltest_metric_new(&metric, NULL, "own", &vtable, &state, &error), &error,
                      MLTEST_ERR_INVALID, "struct_size");
    ck_assert_int_eq(mltest_metric_new(&metric, NULL, "own", &vtable, NULL, NULL),
                     MLTEST_ERR_INVALID);
    ck_assert_ptr_null(metric);
    ck_assert_int_eq(state.destroyed, 0); /* only what succeeded owns its data */
}
END_TEST

START_TEST(no_result)
{
    ck_assert_str_eq(mltest_sample_result_id(NULL), "");
    ck_assert_str_eq(mltest_sample_result_condition(NULL), "");
    ck_assert_int_eq(mltest_sample_result_truth_count(NULL), -1);
    ck_assert_int_eq(mltest_sample_result_truth(NULL, 0, NULL, NULL, NULL), MLTEST_ERR_INVALID);
    ck_assert_uint_eq(mltest_sample_result_prediction_count(NULL, MLTEST_SIDE_CLEAN), 0);
    ck_assert_int_eq(mltest_sample_result_prediction(NULL, MLTEST_SIDE_CLEAN, 0, NULL, NULL, NULL),
                     MLTEST_ERR_INVALID);
    mltest_metric_free(NULL);
}
END_TEST

static void set_or_fail(const mltest_sample_result *r, mltest_values *values)
{
    mltest_status status = mltest_values_set(values, mltest_sample_result_id(r), 1);
    ck_assert(status == MLTEST_OK || status == MLTEST_ERR_MEMORY);
}

static mltest_status score_in(mltest_context *ctx, void *data)
{
    mltest_metric *metric = api_stale();
    mltest_scorecard *card = NULL;
    state.destroyed = 0;
    mltest_status status = make(&metric, ctx, false);
    ck_assert_int_eq(metric != NULL, status == MLTEST_OK);
    int made = metric != NULL;
    mltest_error_free(error);
    error = NULL;
    if (status == MLTEST_OK)
        status = mltest_scorecard_new(&card, ctx, journal, data, &metric, 1, NULL);
    mltest_scorecard_free(card);
    mltest_metric_free(metric);
    ck_assert_int_eq(state.destroyed, made);
    return status;
}

START_TEST(out_of_memory)
{
    mltest_options *few = api_options("score", "resamples", "4");
    state.look = set_or_fail;
    mlt_test_every_allocation(score_in, few);
    mltest_options_free(few);
}
END_TEST

Suite *mlt_suite_api_metric(void)
{
    Suite *suite = suite_create("api_metric");
    TCase *tests = tcase_create("metric");
    tcase_add_checked_fixture(tests, set_up, tear_down);
    tcase_add_test(tests, samples_are_seen);
    tcase_add_test(tests, samples_without_labels);
    tcase_add_test(tests, values_are_means_of_finite_numbers);
    tcase_add_test(tests, functions_that_fail);
    tcase_add_test(tests, arguments_that_cannot_be);
    tcase_add_test(tests, no_result);
    tcase_add_test(tests, out_of_memory);
    suite_add_tcase(suite, tests);
    return suite;
}
