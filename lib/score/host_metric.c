/* SPDX-License-Identifier: MIT */
#include "score/host_metric.h"

#include <math.h>
#include <string.h>

#include "base/alloc.h"
#include "base/context.h"
#include "base/error.h"
#include "base/vtable.h"
#include "score/resample_metric.h"

mltest_status mlt_metric_make(mltest_metric **out, mltest_context *ctx, const char *name,
                              const mltest_metric_vtable *vtable, void *user_data,
                              mltest_error **error)
{
    mltest_metric_vtable own;
    TRY(mlt_vtable_read(&own, sizeof own, sizeof own, vtable, 0, "mltest_metric_vtable", error));
    if (own.sample == NULL)
        return mlt_fail(error, MLTEST_ERR_INVALID, "mltest_metric_vtable: sample is not set");
    mltest_metric *metric = mlt_alloc_zero(ctx, 1, sizeof *metric);
    char *copy = mlt_strdup(ctx, name);
    if (metric == NULL || copy == NULL) {
        mlt_free(ctx, metric);
        mlt_free(ctx, copy);
        return mlt_fail_memory(error);
    }
    metric->refs = 1;
    metric->ctx = mlt_context_ref(ctx);
    metric->name = copy;
    metric->vtable = own;
    metric->user_data = user_data;
    *out = metric;
    return MLTEST_OK;
}

void mlt_metric_unref(mltest_metric *metric)
{
    if (metric == NULL || --metric->refs > 0)
        return;
    mltest_context *ctx = metric->ctx;
    if (metric->vtable.destroy != NULL)
        metric->vtable.destroy(metric->user_data);
    mlt_free(ctx, metric->name);
    mlt_free(ctx, metric);
    mlt_context_unref(ctx);
}

static mlt_host_value *find(mltest_values *v, const char *name)
{
    for (size_t i = 0; i < v->n; i++)
        if (strcmp(v->items[i].name, name) == 0)
            return &v->items[i];
    return NULL;
}

/* NULL without memory. */
static mlt_host_value *append(mltest_values *v, const char *name)
{
    if (!mlt_reserve(v->ctx, v->items, v->cap, v->n + 1))
        return NULL;
    mlt_host_value *item = &v->items[v->n];
    *item = (mlt_host_value){.name = mlt_strdup(v->ctx, name), .drawn = mlt_estimate_none()};
    if (v->n_units > 0)
        item->of_units = mlt_alloc_zero(v->ctx, v->n_units, 2 * sizeof *item->of_units);
    if (item->name != NULL && (v->n_units == 0 || item->of_units != NULL)) {
        v->n++;
        return item;
    }
    mlt_free(v->ctx, item->name);
    mlt_free(v->ctx, item->of_units);
    return NULL;
}

mltest_status mlt_values_add(mltest_values *v, const char *name, double value)
{
    if (!isfinite(value))
        return MLTEST_OK; /* nothing non-finite enters a metric */
    mlt_host_value *item = find(v, name);
    if (item == NULL)
        item = append(v, name);
    if (item == NULL) {
        v->failed = true;
        return MLTEST_ERR_MEMORY;
    }
    item->sum += value;
    item->count++;
    if (v->unit == SIZE_MAX) {
        item->whole = true;
    } else if (v->unit < v->n_units) {
        item->of_units[v->unit] += value;
        item->of_units[v->n_units + v->unit]++;
    }
    return MLTEST_OK;
}

static void free_values(mltest_values *v)
{
    for (size_t i = 0; i < v->n; i++) {
        mlt_free(v->ctx, v->items[i].name);
        mlt_free(v->ctx, v->items[i].of_units);
    }
    mlt_free(v->ctx, v->items);
}

static mltest_status check(const mltest_metric *metric, const mltest_values *v, int32_t code,
                           mltest_error **error)
{
    if (v->failed)
        return mlt_fail_memory(error);
    if (code == MLTEST_CALLBACK_STOP)
        return mlt_fail(error, MLTEST_ERR_CANCELLED, "the metric %s asked to stop", metric->name);
    return code == MLTEST_CALLBACK_DONE ? MLTEST_OK : mlt_fail_callback(error, metric->name, code);
}

static mltest_status run_sample(mltest_scorecard *card, const mltest_metric *metric,
                                mlt_sides *sides, size_t sample, size_t condition, mltest_values *v,
                                mltest_error **error)
{
    const mltest_journal *j = card->journal;
    const mlt_joutcome *now = mlt_journal_outcome(j, sample, condition);
    double visibility = card->settings.min_visibility;
    if (now->type != MLT_OUTCOME)
        return MLTEST_OK;
    TRY(mlt_side_set_truth(card->ctx, &sides->truth, &j->samples[sample], now, visibility, error));
    TRY(mlt_side_set_preds(card->ctx, &sides->clean, mlt_journal_outcome(j, sample, 0),
                           &j->samples[sample], now, visibility, error));
    const mltest_sample_result result = {j, sample, condition, &sides->truth, &sides->clean};
    return check(metric, v, metric->vtable.sample(metric->user_data, &result, v), error);
}

/* One metric under one condition. */
static mltest_status run_condition(mltest_scorecard *card, const mltest_metric *metric,
                                   mlt_sides *sides, size_t condition, mltest_values *v,
                                   mltest_error **error)
{
    v->n_units = card->settings.resamples > 0 ? card->units.n : 0;
    for (size_t i = 0; i < card->journal->n_samples; i++) {
        v->unit = card->units.of[i];
        TRY(run_sample(card, metric, sides, i, condition, v, error));
    }
    v->unit = SIZE_MAX;
    if (metric->vtable.finish != NULL)
        TRY(check(metric, v, metric->vtable.finish(metric->user_data, v), error));
    return mlt_resample_values(card, v, error);
}

/* Rows of the table, before its size is known. */
typedef struct {
    mltest_values values;
    size_t metric, condition;
} block;

static mltest_status fill(mltest_scorecard *card, mltest_metric *const *metrics,
                          const block *blocks, size_t n_blocks, mltest_error **error)
{
    mlt_table *table;
    mlt_column *metric, *condition, *name, *value, *count, *low, *high;
    mlt_results *r = card->results;
    size_t n = 0, row = 0;
    for (size_t b = 0; b < n_blocks; b++)
        n += blocks[b].values.n;
    TRY(mlt_results_table(r, "metrics", n, &table, error));
    TRY(mlt_table_column(r, table, "metric", MLT_COLUMN_STRING, &metric, error));
    TRY(mlt_table_column(r, table, "condition", MLT_COLUMN_STRING, &condition, error));
    TRY(mlt_table_column(r, table, "name", MLT_COLUMN_STRING, &name, error));
    TRY(mlt_table_column(r, table, "value", MLT_COLUMN_DOUBLE, &value, error));
    TRY(mlt_table_column(r, table, "n", MLT_COLUMN_INT, &count, error));
    TRY(mlt_table_column(r, table, "low", MLT_COLUMN_DOUBLE, &low, error));
    TRY(mlt_table_column(r, table, "high", MLT_COLUMN_DOUBLE, &high, error));
    for (size_t b = 0; b < n_blocks; b++) {
        const mltest_values *v = &blocks[b].values;
        for (size_t i = 0; i < v->n; i++, row++) {
            TRY(mlt_table_set_string(r, metric, row, metrics[blocks[b].metric]->name, error));
            TRY(mlt_table_set_string(r, condition, row,
                                     card->journal->conditions[blocks[b].condition].name, error));
            const mlt_host_value *item = &v->items[i];
            TRY(mlt_table_set_string(r, name, row, item->name, error));
            value->doubles[row] = item->sum / item->count;
            count->ints[row] = (int32_t)item->count;
            low->doubles[row] = item->drawn.interval.low;
            high->doubles[row] = item->drawn.interval.high;
        }
    }
    return MLTEST_OK;
}

mltest_status mlt_score_metrics(mltest_scorecard *card, mltest_metric *const *metrics, size_t n,
                                mltest_error **error)
{
    size_t n_conditions = card->journal->n_conditions, n_blocks = n * n_conditions;
    block *blocks = mlt_alloc_zero(card->ctx, n_blocks + 1, sizeof *blocks);
    mltest_status status = MLTEST_OK;
    mlt_sides sides;
    if (blocks == NULL)
        return mlt_fail_memory(error);
    mlt_sides_init(&sides, card->ctx);
    for (size_t b = 0; status == MLTEST_OK && b < n_blocks; b++) {
        blocks[b].values.ctx = card->ctx;
        blocks[b].metric = b / n_conditions;
        blocks[b].condition = b % n_conditions;
        status = run_condition(card, metrics[blocks[b].metric], &sides, blocks[b].condition,
                               &blocks[b].values, error);
    }
    if (status == MLTEST_OK)
        status = fill(card, metrics, blocks, n_blocks, error);
    for (size_t b = 0; b < n_blocks; b++)
        free_values(&blocks[b].values);
    mlt_sides_free(&sides);
    mlt_free(card->ctx, blocks);
    return status;
}
