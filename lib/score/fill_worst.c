/* SPDX-License-Identifier: MIT */
/*
 * The pairs of sample and condition where behaviour changes most.
 */
#include <stdlib.h>

#include "base/alloc.h"
#include "base/error.h"
#include "score/fill.h"

enum { MOST_ROWS = 1000 };

typedef struct {
    double r;
    uint32_t lost;
    size_t sample, condition;
} pair;

/* Least consistency first, then most boxes lost, then the journal's order. */
static int by_harm(const void *a, const void *b)
{
    const pair *p = a, *q = b;
    int order = mlt_by_harm(p->r, p->lost, q->r, q->lost);
    if (order != 0)
        return order;
    if (p->sample != q->sample)
        return p->sample < q->sample ? -1 : 1;
    return p->condition < q->condition ? -1 : p->condition > q->condition;
}

/* Changed pairs of the conditions that count; *n of them. */
static size_t collect(const mltest_scorecard *card, pair *pairs)
{
    const mltest_journal *j = card->journal;
    size_t n = 0;
    for (size_t i = 0; i < j->n_samples; i++) {
        for (size_t c = 0; c < j->n_conditions; c++) {
            const mlt_sample_score *s = mlt_scorecard_sample(card, i, c);
            if (j->conditions[c].n_steps > 0 && s->eligible && s->counted && !s->failed && s->r < 1)
                pairs[n++] = (pair){s->r, s->lost, i, c};
        }
    }
    return n;
}

static mltest_status fill(mltest_scorecard *card, const pair *pairs, size_t n, mltest_error **error)
{
    mlt_table *table;
    mlt_column *sample, *condition, *r, *lost, *added;
    mlt_results *results = card->results;
    const mltest_journal *j = card->journal;
    TRY(mlt_results_table(results, "worst", n, &table, error));
    TRY(mlt_table_column(results, table, "sample", MLT_COLUMN_STRING, &sample, error));
    TRY(mlt_table_column(results, table, "condition", MLT_COLUMN_STRING, &condition, error));
    TRY(mlt_table_column(results, table, "consistency", MLT_COLUMN_DOUBLE, &r, error));
    TRY(mlt_table_column(results, table, "lost", MLT_COLUMN_INT, &lost, error));
    TRY(mlt_table_column(results, table, "new", MLT_COLUMN_INT, &added, error));
    for (size_t i = 0; i < n; i++) {
        const mlt_sample_score *s = mlt_scorecard_sample(card, pairs[i].sample, pairs[i].condition);
        TRY(mlt_table_set_string(results, sample, i, j->samples[pairs[i].sample].id, error));
        TRY(mlt_table_set_string(results, condition, i, j->conditions[pairs[i].condition].name,
                                 error));
        r->doubles[i] = s->r;
        lost->ints[i] = (int32_t)s->lost;
        added->ints[i] = (int32_t)s->added;
    }
    return MLTEST_OK;
}

mltest_status mlt_score_fill_worst(mltest_scorecard *card, mltest_error **error)
{
    size_t all = card->journal->n_samples * card->journal->n_conditions;
    pair *pairs = mlt_alloc_zero(card->ctx, all + 1, sizeof *pairs);
    if (pairs == NULL)
        return mlt_fail_memory(error);
    size_t n = collect(card, pairs);
    qsort(pairs, n, sizeof *pairs, by_harm);
    mltest_status status = fill(card, pairs, n < MOST_ROWS ? n : MOST_ROWS, error);
    mlt_free(card->ctx, pairs);
    return status;
}
