/* SPDX-License-Identifier: MIT */
/*
 * The tables of kinds and of their curves.
 */
#include <math.h>

#include "base/alloc.h"
#include "base/error.h"
#include "base/order.h"
#include "search/fill.h"
#include "stats/wilson.h"

static const char *const break_names[MLT_BREAK_LEVELS][6] = {
    {"breaking.severity", "breaking.low", "breaking.high", "breaking.setting",
     "breaking.setting_low", "breaking.setting_high"},
    {"first.severity", "first.low", "first.high", "first.setting", "first.setting_low",
     "first.setting_high"},
};

/* Weakest first: by the severity that breaks the model, then by the mean over samples. */
static uint64_t fragility(const mlt_search_kind *kind, const mlt_search_curve *curve)
{
    double severity = mlt_search_severity(kind, curve->breaks[0].at);
    if (curve->n == 0)
        return UINT64_MAX;
    uint64_t step = isnan(severity) ? 1000 : (uint64_t)(severity * 32);
    return step << 48 | (uint64_t)(curve->mean * 1e9);
}

typedef struct {
    mlt_results *results;
    mlt_table *table;
    const mltest_stress *stress;
    const mlt_search_curve *curves;
    const mlt_keyed *order;
    mltest_error **error;
} kinds_table;

static mltest_status add_numbers(const kinds_table *t, const char *name,
                                 double (*value)(const mlt_search_kind *, const mlt_search_curve *))
{
    mlt_column *column;
    TRY(mlt_table_column(t->results, t->table, name, MLT_COLUMN_DOUBLE, &column, t->error));
    for (size_t i = 0; i < t->table->n_rows; i++) {
        size_t k = t->order[i].index;
        column->doubles[i] = value(&t->stress->kinds[k], &t->curves[k]);
    }
    return MLTEST_OK;
}

#define NUMBER(name, expression)                                                                   \
    static double name(const mlt_search_kind *kind, const mlt_search_curve *curve)                 \
    {                                                                                              \
        (void)kind;                                                                                \
        (void)curve;                                                                               \
        return expression;                                                                         \
    }

NUMBER(settings, (double)kind->n)
NUMBER(samples, (double)curve->n)
NUMBER(skipped, (double)curve->n_skipped)
NUMBER(broken, curve->share[kind->n - 1])
NUMBER(mean, curve->mean)
NUMBER(calls, (double)curve->calls)
NUMBER(probe_calls, (double)curve->probe_calls)
NUMBER(probed, (double)curve->n_probed)
NUMBER(fitted, curve->is_fitted)

static void non_monotone(const mlt_search_curve *curve, double out[3])
{
    double n = (double)curve->n_probed, k = (double)curve->n_non_monotone;
    out[0] = out[1] = out[2] = NAN;
    if (n <= 0)
        return;
    out[0] = k / n;
    mlt_wilson(k, n, MLT_Z95, &out[1], &out[2]);
}

static mltest_status add_non_monotone(const kinds_table *t)
{
    static const char *const names[] = {"non_monotone.value", "non_monotone.low",
                                        "non_monotone.high"};
    for (size_t c = 0; c < 3; c++) {
        mlt_column *column;
        TRY(mlt_table_column(t->results, t->table, names[c], MLT_COLUMN_DOUBLE, &column, t->error));
        for (size_t i = 0; i < t->table->n_rows; i++) {
            double values[3];
            non_monotone(&t->curves[t->order[i].index], values);
            column->doubles[i] = values[c];
        }
    }
    return MLTEST_OK;
}

static mltest_status set_setting(const kinds_table *t, mlt_column *column, size_t row,
                                 const mlt_search_kind *kind, size_t place)
{
    mlt_text text;
    mlt_text_init(&text, t->stress->ctx);
    if (place < kind->n)
        mlt_search_put_setting(&text, kind, kind->severity[place]);
    mltest_status status =
        mlt_text_ok(&text)
            ? mlt_table_set_string(t->results, column, row, mlt_text_string(&text), t->error)
            : mlt_fail_memory(t->error);
    mlt_text_free(&text);
    return status;
}

static size_t place_of(const mlt_search_break *b, size_t which)
{
    return which == 0 ? b->at : which == 1 ? b->low : b->high;
}

/* A severity with its interval, as a number and in the kind's parameters. */
static mltest_status add_break(const kinds_table *t, size_t level)
{
    for (size_t c = 0; c < 6; c++) {
        mlt_column *column;
        bool is_text = c >= 3;
        TRY(mlt_table_column(t->results, t->table, break_names[level][c],
                             is_text ? MLT_COLUMN_STRING : MLT_COLUMN_DOUBLE, &column, t->error));
        for (size_t i = 0; i < t->table->n_rows; i++) {
            size_t k = t->order[i].index;
            const mlt_search_kind *kind = &t->stress->kinds[k];
            size_t place = place_of(&t->curves[k].breaks[level], c % 3);
            if (is_text)
                TRY(set_setting(t, column, i, kind, place));
            else
                column->doubles[i] = mlt_search_severity(kind, place);
        }
    }
    return MLTEST_OK;
}

static mltest_status add_names(const kinds_table *t)
{
    mlt_column *name, *category;
    TRY(mlt_table_column(t->results, t->table, "name", MLT_COLUMN_STRING, &name, t->error));
    TRY(mlt_table_column(t->results, t->table, "category", MLT_COLUMN_STRING, &category, t->error));
    for (size_t i = 0; i < t->table->n_rows; i++) {
        const mlt_kind *kind = t->stress->kinds[t->order[i].index].kind;
        TRY(mlt_table_set_string(t->results, name, i, kind->name, t->error));
        TRY(mlt_table_set_string(t->results, category, i, mlt_category_name(kind->category),
                                 t->error));
    }
    return MLTEST_OK;
}

static mltest_status fill(const kinds_table *t)
{
    TRY(add_names(t));
    for (size_t level = 0; level < MLT_BREAK_LEVELS; level++)
        TRY(add_break(t, level));
    TRY(add_numbers(t, "settings", settings));
    TRY(add_numbers(t, "n", samples));
    TRY(add_numbers(t, "skipped", skipped));
    TRY(add_numbers(t, "broken", broken));
    TRY(add_numbers(t, "mean", mean));
    TRY(add_numbers(t, "calls", calls));
    TRY(add_numbers(t, "probe_calls", probe_calls));
    TRY(add_numbers(t, "probed", probed));
    TRY(add_non_monotone(t));
    return add_numbers(t, "fitted", fitted);
}

mltest_status mlt_search_fill_kinds(mltest_stress *s, const mlt_search_curve *curves,
                                    mltest_error **error)
{
    mlt_table *table;
    TRY(mlt_results_table(s->results, "kinds", s->n_kinds, &table, error));
    mlt_keyed *order = mlt_alloc_zero(s->ctx, 2 * s->n_kinds, sizeof *order);
    if (order == NULL)
        return mlt_fail_memory(error);
    for (size_t k = 0; k < s->n_kinds; k++)
        order[k] = (mlt_keyed){fragility(&s->kinds[k], &curves[k]), (uint32_t)k, 0};
    mlt_sort_keyed(order, order + s->n_kinds, s->n_kinds);
    mltest_status status = fill(&(kinds_table){s->results, table, s, curves, order, error});
    mlt_free(s->ctx, order);
    return status;
}

typedef struct {
    mlt_column *kind, *severity, *setting, *share, *low, *high;
} curve_columns;

static mltest_status add_curve_columns(mlt_results *r, mlt_table *table, curve_columns *c,
                                       mltest_error **error)
{
    TRY(mlt_table_column(r, table, "kind", MLT_COLUMN_STRING, &c->kind, error));
    TRY(mlt_table_column(r, table, "severity", MLT_COLUMN_DOUBLE, &c->severity, error));
    TRY(mlt_table_column(r, table, "setting", MLT_COLUMN_STRING, &c->setting, error));
    TRY(mlt_table_column(r, table, "broken.value", MLT_COLUMN_DOUBLE, &c->share, error));
    TRY(mlt_table_column(r, table, "broken.low", MLT_COLUMN_DOUBLE, &c->low, error));
    return mlt_table_column(r, table, "broken.high", MLT_COLUMN_DOUBLE, &c->high, error);
}

mltest_status mlt_search_fill_curves(mltest_stress *s, const mlt_search_curve *curves,
                                     mltest_error **error)
{
    mlt_table *table;
    curve_columns c;
    size_t n = 0, row = 0;
    for (size_t k = 0; k < s->n_kinds; k++)
        n += s->kinds[k].n;
    TRY(mlt_results_table(s->results, "curve", n, &table, error));
    TRY(add_curve_columns(s->results, table, &c, error));
    kinds_table t = {s->results, table, s, curves, NULL, error};
    for (size_t k = 0; k < s->n_kinds; k++) {
        const mlt_search_kind *kind = &s->kinds[k];
        for (size_t i = 0; i < kind->n; i++, row++) {
            TRY(mlt_table_set_string(s->results, c.kind, row, kind->kind->name, error));
            TRY(set_setting(&t, c.setting, row, kind, i));
            c.severity->doubles[row] = kind->severity[i];
            c.share->doubles[row] = curves[k].share[i];
            c.low->doubles[row] = curves[k].low[i];
            c.high->doubles[row] = curves[k].high[i];
        }
    }
    return MLTEST_OK;
}
