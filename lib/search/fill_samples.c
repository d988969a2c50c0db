/* SPDX-License-Identifier: MIT */
/*
 * Where each sample breaks, and which ones break first.
 */
#include <math.h>

#include "base/alloc.h"
#include "base/error.h"
#include "base/order.h"
#include "search/fill.h"

/* The bracket of a sample and a kind. */
typedef struct {
    double low, high; /* high NAN: above 5 */
    bool is_defined;
} bracket;

static bracket bracket_of(const mltest_stress *s, size_t sample, size_t k)
{
    const mlt_search_kind *kind = &s->kinds[k];
    mlt_search_walk w = mlt_search_follow(mlt_search_cells(s, sample, kind), kind->n);
    return (bracket){.low = w.low > 0 ? kind->severity[w.low - 1] : 0,
                     .high = mlt_search_severity(kind, w.high),
                     .is_defined = s->clean[sample] == MLT_ELIGIBLE && !w.only_skips};
}

/* A sample over all kinds. */
typedef struct {
    size_t sample, weakest, n, n_broken;
    bracket first; /* of the weakest kind */
    double mean;   /* of the severities at which it breaks; 5 where it does not */
} sample_sum;

static double end_of(const bracket *b)
{
    return isnan(b->high) ? 5 : b->high;
}

static bool breaks_before(const bracket *a, const bracket *b)
{
    return !isnan(a->high) && (isnan(b->high) || a->high < b->high);
}

static sample_sum sum_up(const mltest_stress *s, size_t sample)
{
    sample_sum sum = {.sample = sample};
    for (size_t k = 0; k < s->n_kinds; k++) {
        bracket b = bracket_of(s, sample, k);
        if (!b.is_defined)
            continue;
        if (sum.n == 0 || breaks_before(&b, &sum.first)) {
            sum.first = b;
            sum.weakest = k;
        }
        sum.n++;
        sum.n_broken += isnan(b.high) ? 0 : 1;
        sum.mean += end_of(&b);
    }
    sum.mean = sum.n > 0 ? sum.mean / (double)sum.n : NAN;
    return sum;
}

/* The lowest severity first, then the lower mean. */
static uint64_t fragility(const sample_sum *sum)
{
    uint64_t step = isnan(sum->first.high) ? 1000 : (uint64_t)(sum->first.high * 32);
    return step << 48 | (uint64_t)(sum->mean * 1e9);
}

typedef struct {
    mlt_column *sample, *kind, *low, *high, *n, *broken, *mean;
} columns;

static mltest_status add_columns(mlt_results *r, mlt_table *table, columns *c, bool is_sum,
                                 mltest_error **error)
{
    TRY(mlt_table_column(r, table, "sample", MLT_COLUMN_STRING, &c->sample, error));
    TRY(mlt_table_column(r, table, "kind", MLT_COLUMN_STRING, &c->kind, error));
    TRY(mlt_table_column(r, table, "low", MLT_COLUMN_DOUBLE, &c->low, error));
    TRY(mlt_table_column(r, table, "high", MLT_COLUMN_DOUBLE, &c->high, error));
    if (!is_sum)
        return MLTEST_OK;
    TRY(mlt_table_column(r, table, "n_kinds", MLT_COLUMN_INT, &c->n, error));
    TRY(mlt_table_column(r, table, "n_broken", MLT_COLUMN_INT, &c->broken, error));
    return mlt_table_column(r, table, "mean", MLT_COLUMN_DOUBLE, &c->mean, error);
}

static mltest_status set_row(mltest_stress *s, const columns *c, size_t row, size_t sample,
                             size_t kind, const bracket *b, mltest_error **error)
{
    TRY(mlt_table_set_string(s->results, c->sample, row, s->dataset->samples[sample].id, error));
    TRY(mlt_table_set_string(s->results, c->kind, row, s->kinds[kind].kind->name, error));
    c->low->doubles[row] = b->low;
    c->high->doubles[row] = b->high;
    return MLTEST_OK;
}

static mltest_status fill_ranking(mltest_stress *s, const mlt_keyed *order, size_t n,
                                  mltest_error **error)
{
    mlt_table *table;
    columns c;
    TRY(mlt_results_table(s->results, "samples", n, &table, error));
    TRY(add_columns(s->results, table, &c, true, error));
    for (size_t i = 0; i < n; i++) {
        sample_sum sum = sum_up(s, order[i].index);
        TRY(set_row(s, &c, i, sum.sample, sum.weakest, &sum.first, error));
        c.n->ints[i] = (int32_t)sum.n;
        c.broken->ints[i] = (int32_t)sum.n_broken;
        c.mean->doubles[i] = sum.mean;
    }
    return MLTEST_OK;
}

static mltest_status fill_brackets(mltest_stress *s, size_t n, mltest_error **error)
{
    mlt_table *table;
    columns c;
    size_t row = 0;
    TRY(mlt_results_table(s->results, "brackets", n, &table, error));
    TRY(add_columns(s->results, table, &c, false, error));
    for (size_t i = 0; i < s->n_samples; i++) {
        for (size_t k = 0; k < s->n_kinds; k++) {
            bracket b = bracket_of(s, i, k);
            if (b.is_defined)
                TRY(set_row(s, &c, row++, i, k, &b, error));
        }
    }
    return MLTEST_OK;
}

mltest_status mlt_search_fill_samples(mltest_stress *s, mltest_error **error)
{
    size_t n = 0, n_brackets = 0;
    mlt_keyed *order = mlt_alloc_zero(s->ctx, 2 * s->n_samples + 1, sizeof *order);
    if (order == NULL)
        return mlt_fail_memory(error);
    for (size_t i = 0; i < s->n_samples; i++) {
        sample_sum sum = sum_up(s, i);
        n_brackets += sum.n;
        if (sum.n > 0)
            order[n++] = (mlt_keyed){fragility(&sum), (uint32_t)i, 0};
    }
    mlt_sort_keyed(order, order + s->n_samples, n);
    mltest_status status = fill_ranking(s, order, n, error);
    mlt_free(s->ctx, order);
    return status == MLTEST_OK ? fill_brackets(s, n_brackets, error) : status;
}
