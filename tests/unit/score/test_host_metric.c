/* SPDX-License-Identifier: MIT */
#include "score/fixtures.h"

#include "score/host_metric.h"

typedef struct {
    int32_t answer, last;
    int destroyed;
} host;

static int32_t count_boxes(void *user_data, const mltest_sample_result *result,
                           mltest_values *values)
{
    host *h = user_data;
    ck_assert_uint_eq(result->truth->n, 1);
    mlt_values_add(values, "truths", (double)result->truth->n);
    mlt_values_add(values, "sample", (double)result->sample);
    mlt_values_add(values, "odd", NAN);
    return h->answer;
}

static int32_t finish(void *user_data, mltest_values *values)
{
    host *h = user_data;
    mlt_values_add(values, "total", 42);
    return h->last;
}

static void destroy(void *user_data)
{
    ((host *)user_data)->destroyed++;
}

static const mltest_metric_vtable vtable = {
    .struct_size = sizeof vtable, .sample = count_boxes, .finish = finish, .destroy = destroy};

static mltest_metric *metric_of(host *h)
{
    mltest_metric *metric = NULL;
    ck_assert_int_eq(mlt_metric_make(&metric, NULL, "boxes", &vtable, h, NULL), MLTEST_OK);
    return metric;
}

START_TEST(test_means_of_what_samples_set)
{
    host h = {MLTEST_CALLBACK_DONE, MLTEST_CALLBACK_DONE, 0};
    mltest_scorecard *card = fx_card(true, true);
    mltest_metric *metric = metric_of(&h);
    ck_assert_int_eq(mlt_score_metrics(card, &metric, 1, NULL), MLTEST_OK);
    const mlt_table *table = mlt_results_find_table(card->results, "metrics");
    ck_assert_uint_eq(table->n_rows, 3 * FX_CONDITIONS);
    ck_assert_str_eq(mlt_table_find_column(table, "name")->strings[1], "sample");
    fx_near(mlt_table_find_column(table, "value")->doubles[1], 1.5);   /* clean: 0 1 2 3 */
    fx_near(mlt_table_find_column(table, "value")->doubles[3 + 1], 1); /* fog: 0 1 2 */
    ck_assert_int_eq(mlt_table_find_column(table, "n")->ints[3 + 1],
                     3); /* a failure is no sample */
    fx_near(mlt_table_find_column(table, "value")->doubles[2], 42);
    ck_assert_str_eq(mlt_table_find_column(table, "condition")->strings[3], "fog:r1@3");
    mlt_scorecard_unref(card);
    mlt_metric_unref(metric);
    ck_assert_int_eq(h.destroyed, 1);
}
END_TEST

/* Nothing finite: it has no rows. */
static int32_t set_nothing(void *user_data, const mltest_sample_result *result,
                           mltest_values *values)
{
    (void)user_data;
    (void)result;
    mlt_values_add(values, "odd", -INFINITY);
    return MLTEST_CALLBACK_DONE;
}

START_TEST(test_several_metrics)
{
    const mltest_metric_vtable quiet = {.struct_size = sizeof quiet, .sample = set_nothing};
    host h = {MLTEST_CALLBACK_DONE, MLTEST_CALLBACK_DONE, 0};
    mltest_scorecard *card = fx_card(true, true);
    mltest_metric *metrics[2] = {NULL, metric_of(&h)};
    ck_assert_int_eq(mlt_metric_make(&metrics[0], NULL, "quiet", &quiet, NULL, NULL), MLTEST_OK);
    ck_assert_int_eq(mlt_score_metrics(card, metrics, 2, NULL), MLTEST_OK);
    const mlt_table *table = mlt_results_find_table(card->results, "metrics");
    ck_assert_uint_eq(table->n_rows, 3 * FX_CONDITIONS);
    for (size_t i = 0; i < table->n_rows; i++) {
        ck_assert_str_eq(mlt_table_find_column(table, "metric")->strings[i], "boxes");
        ck_assert_str_eq(mlt_table_find_column(table, "condition")->strings[i], fx_names[i / 3]);
    }
    mlt_scorecard_unref(card);
    mlt_metric_unref(metrics[0]); /* nothing to destroy */
    mlt_metric_unref(metrics[1]);
    ck_assert_int_eq(h.destroyed, 1);
}
END_TEST

START_TEST(test_no_metrics)
{
    mltest_scorecard *card = fx_card(true, true);
    ck_assert_int_eq(mlt_score_metrics(card, NULL, 0, NULL), MLTEST_OK);
    ck_assert_uint_eq(mlt_results_find_table(card->results, "metrics")->n_rows, 0);
    mlt_scorecard_unref(card);
}
END_TEST

/* The clean answer and the truth of a sample, moved by the map of the condition. */
static int32_t look_at_boxes(void *user_data, const mltest_sample_result *result,
                             mltest_values *values)
{
    int *seen = user_data;
    (void)values;
    if (result->condition != FX_FOG || result->sample != 0)
        return MLTEST_CALLBACK_DONE;
    fx_near(result->truth->boxes[0].outer.x, 15);
    fx_near(result->clean->boxes[0].outer.x, 15);
    fx_near(result->clean->boxes[0].score, 0.9);
    ++*seen;
    return MLTEST_CALLBACK_DONE;
}

START_TEST(test_boxes_where_the_condition_put_them)
{
    static const double right[9] = {1, 0, 5, 0, 1, 0, 0, 0, 1};
    const mltest_metric_vtable look = {.struct_size = sizeof look, .sample = look_at_boxes};
    int seen = 0;
    mltest_metric *metric = NULL;
    mltest_journal *journal = fx_open(true);
    fx_move(journal, 0, FX_FOG, right);
    mltest_scorecard *card = fx_score(journal);
    ck_assert_int_eq(mlt_metric_make(&metric, NULL, "look", &look, &seen, NULL), MLTEST_OK);
    ck_assert_int_eq(mlt_score_metrics(card, &metric, 1, NULL), MLTEST_OK);
    ck_assert_int_eq(seen, 1);
    mlt_metric_unref(metric);
    mlt_scorecard_unref(card);
}
END_TEST

/* Nothing more is asked of a metric that has failed. */
typedef struct {
    int samples, ends;
} calls;

static int32_t fail_at_once(void *user_data, const mltest_sample_result *result,
                            mltest_values *values)
{
    (void)result;
    (void)values;
    ((calls *)user_data)->samples++;
    return -5;
}

static int32_t count_ends(void *user_data, mltest_values *values)
{
    (void)values;
    ((calls *)user_data)->ends++;
    return MLTEST_CALLBACK_DONE;
}

START_TEST(test_a_metric_that_failed_is_left_alone)
{
    const mltest_metric_vtable failing = {
        .struct_size = sizeof failing, .sample = fail_at_once, .finish = count_ends};
    calls c = {0, 0};
    mltest_metric *metric = NULL;
    mltest_error *error = NULL;
    mltest_scorecard *card = fx_card(true, true);
    ck_assert_int_eq(mlt_metric_make(&metric, NULL, "bad", &failing, &c, NULL), MLTEST_OK);
    ck_assert_int_eq(mlt_score_metrics(card, &metric, 1, &error), MLTEST_ERR_CALLBACK);
    ck_assert_int_eq(mltest_error_callback_code(error), -5);
    ck_assert_ptr_null(mlt_results_find_table(card->results, "metrics"));
    ck_assert_int_eq(c.samples, 1);
    ck_assert_int_eq(c.ends, 0);
    mltest_error_free(error);
    mlt_metric_unref(metric);
    mlt_scorecard_unref(card);
}
END_TEST

/* The host says that all is well, but what it set could not be kept. */
static mltest_status make_and_score(mltest_context *ctx, void *data)
{
    mltest_scorecard *card = data;
    mltest_context *before = card->ctx;
    mlt_results *results = card->results;
    mltest_metric *metric = NULL;
    mltest_error *error = NULL;
    host h = {MLTEST_CALLBACK_DONE, MLTEST_CALLBACK_DONE, 0};
    mltest_status status = mlt_metric_make(&metric, ctx, "boxes", &vtable, &h, &error);
    ck_assert_int_eq(metric != NULL, status == MLTEST_OK);
    card->ctx = ctx;
    if (status == MLTEST_OK)
        status = mlt_results_new(&card->results, ctx, &error);
    if (status == MLTEST_OK) {
        status = mlt_score_metrics(card, &metric, 1, &error);
        mlt_results_free(card->results);
    }
    card->ctx = before;
    card->results = results;
    ck_assert_int_eq(h.destroyed, 0);
    mlt_metric_unref(metric);
    mltest_error_free(error);
    return status;
}

START_TEST(test_out_of_memory)
{
    mltest_scorecard *card = fx_card(true, true);
    mlt_test_every_allocation(make_and_score, card);
    mlt_scorecard_unref(card);
}
END_TEST

START_TEST(test_codes_of_the_host)
{
    host h = {7, MLTEST_CALLBACK_DONE, 0};
    mltest_scorecard *card = fx_card(true, true);
    mltest_metric *metric = metric_of(&h);
    mltest_error *error = NULL;
    ck_assert_int_eq(mlt_score_metrics(card, &metric, 1, &error), MLTEST_ERR_CALLBACK);
    ck_assert_ptr_nonnull(strstr(mltest_error_message(error), "7"));
    mltest_error_free(error);
    error = NULL;
    h.answer = MLTEST_CALLBACK_STOP;
    ck_assert_int_eq(mlt_score_metrics(card, &metric, 1, &error), MLTEST_ERR_CANCELLED);
    mltest_error_free(error);
    error = NULL;
    h.answer = MLTEST_CALLBACK_DONE;
    h.last = 3;
    ck_assert_int_eq(mlt_score_metrics(card, &metric, 1, &error), MLTEST_ERR_CALLBACK);
    mltest_error_free(error);
    mlt_scorecard_unref(card);
    mlt_metric_unref(metric);
}
END_TEST

START_TEST(test_a_vtable_without_its_function)
{
    mltest_metric_vtable empty = {.struct_size = sizeof empty};
    mltest_metric *metric = NULL;
    mltest_error *error = NULL;
    ck_assert_int_eq(mlt_metric_make(&metric, NULL, "x", &empty, NULL, &error), MLTEST_ERR_INVALID);
    ck_assert_ptr_null(metric);
    ck_assert_ptr_nonnull(strstr(mltest_error_message(error), "sample is not set"));
    mltest_error_free(error);
    mlt_metric_unref(NULL);
}
END_TEST

START_TEST(test_values_by_name)
{
    mltest_values values = {.ctx = NULL};
    mlt_test_alloc memory = {0};
    values.ctx = mlt_test_context(&memory);
    ck_assert_int_eq(mlt_values_add(&values, "a", 1), MLTEST_OK);
    ck_assert_int_eq(mlt_values_add(&values, "b", INFINITY), MLTEST_OK);
    ck_assert_int_eq(mlt_values_add(&values, "a", 2), MLTEST_OK);
    ck_assert_uint_eq(values.n, 1);
    fx_near(values.items[0].sum, 3);
    fx_near(values.items[0].count, 2);
    memory.fail_at = memory.calls + 1;
    ck_assert_int_eq(mlt_values_add(&values, "c", 1), MLTEST_ERR_MEMORY);
    ck_assert(values.failed);
    memory.fail_at = 0;
    for (size_t i = 0; i < values.n; i++)
        mlt_free(values.ctx, values.items[i].name);
    mlt_free(values.ctx, values.items);
    mltest_context_free(values.ctx);
    ck_assert_uint_eq(memory.live, 0);
}
END_TEST

FX_SUITE(host_metric, test_means_of_what_samples_set, test_several_metrics, test_no_metrics,
         test_boxes_where_the_condition_put_them, test_a_metric_that_failed_is_left_alone,
         test_codes_of_the_host, test_a_vtable_without_its_function, test_values_by_name,
         test_out_of_memory)
