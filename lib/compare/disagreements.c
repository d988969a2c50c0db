/* SPDX-License-Identifier: MIT */
#include "compare/disagreements.h"

#include <math.h>

#include "base/error.h"

/* -1: the first survives alone, 1: the other one, 0: they agree, or one of them does not count. */
static int who_survives(const mlt_pairing *p, size_t model, size_t sample, size_t condition)
{
    double strict = p->cards[0]->settings.score_strictness;
    double a = mlt_scorecard_sample(p->cards[0], sample, condition)->r;
    double b = mlt_scorecard_sample(p->cards[model], sample, condition)->r;
    if (isnan(a) || isnan(b))
        return 0;
    return (b >= strict) - (a >= strict);
}

void mlt_disagreements_count(const mlt_pairing *p, size_t model, size_t *first, size_t *second)
{
    const mltest_journal *j = p->cards[0]->journal;
    *first = *second = 0;
    for (size_t i = 0; i < j->n_samples; i++)
        for (size_t c = 0; c < j->n_conditions; c++) {
            int who = who_survives(p, model, i, c);
            *first += who < 0;
            *second += who > 0;
        }
}

typedef struct {
    mlt_column *model, *sample, *condition, *kind, *severity, *survivor, *first, *second, *q_first,
        *q_second;
} columns;

static mltest_status make_columns(columns *c, mlt_results *r, mlt_table *t, mltest_error **error)
{
    const struct {
        mlt_column **to;
        const char *name;
        mlt_column_type type;
    } all[] = {{&c->sample, "sample", MLT_COLUMN_STRING},
               {&c->condition, "condition", MLT_COLUMN_STRING},
               {&c->first, "first", MLT_COLUMN_DOUBLE},
               {&c->second, "second", MLT_COLUMN_DOUBLE},
               {&c->model, "model", MLT_COLUMN_STRING},
               {&c->survivor, "survivor", MLT_COLUMN_STRING},
               {&c->kind, "kind", MLT_COLUMN_STRING},
               {&c->severity, "severity", MLT_COLUMN_DOUBLE},
               {&c->q_first, "correctness.first", MLT_COLUMN_DOUBLE},
               {&c->q_second, "correctness.second", MLT_COLUMN_DOUBLE}};
    for (size_t i = 0; i < sizeof all / sizeof all[0]; i++)
        TRY(mlt_table_column(r, t, all[i].name, all[i].type, all[i].to, error));
    return MLTEST_OK;
}

static mltest_status fill_row(const mlt_pairing *p, const columns *to, mlt_results *r, size_t row,
                              size_t model, size_t sample, size_t condition, mltest_error **error)
{
    const mltest_journal *j = p->cards[0]->journal;
    const mlt_jcondition *c = &j->conditions[condition];
    const mlt_sample_score *a = mlt_scorecard_sample(p->cards[0], sample, condition);
    const mlt_sample_score *b = mlt_scorecard_sample(p->cards[model], sample, condition);
    const char *name = p->cards[model]->journal->run.model_name;
    TRY(mlt_table_set_string(r, to->model, row, name, error));
    TRY(mlt_table_set_string(r, to->sample, row, j->samples[sample].id, error));
    TRY(mlt_table_set_string(r, to->condition, row, c->name, error));
    TRY(mlt_table_set_string(r, to->kind, row, c->n_steps == 1 ? c->steps[0].kind : "", error));
    TRY(mlt_table_set_string(
        r, to->survivor, row,
        who_survives(p, model, sample, condition) < 0 ? j->run.model_name : name, error));
    to->severity->doubles[row] = c->severity;
    to->first->doubles[row] = a->r;
    to->second->doubles[row] = b->r;
    to->q_first->doubles[row] = a->q;
    to->q_second->doubles[row] = b->q;
    return MLTEST_OK;
}

/* Rows of one model from *row on. */
static mltest_status fill_model(const mlt_pairing *p, const columns *to, mlt_results *r,
                                size_t model, size_t *row, mltest_error **error)
{
    const mltest_journal *j = p->cards[0]->journal;
    size_t end = *row + MLT_MOST_DISAGREEMENTS;
    for (size_t i = 0; i < j->n_samples; i++)
        for (size_t c = 0; c < j->n_conditions && *row < end; c++)
            if (who_survives(p, model, i, c) != 0)
                TRY(fill_row(p, to, r, (*row)++, model, i, c, error));
    return MLTEST_OK;
}

mltest_status mlt_disagreements_fill(const mlt_pairing *p, mlt_results *results,
                                     mltest_error **error)
{
    mlt_table *table;
    columns to;
    size_t n = 0, row = 0;
    for (size_t model = 1; model < p->n; model++) {
        size_t first, second;
        mlt_disagreements_count(p, model, &first, &second);
        n += first + second < MLT_MOST_DISAGREEMENTS ? first + second : MLT_MOST_DISAGREEMENTS;
    }
    TRY(mlt_results_table(results, "disagreements", n, &table, error));
    TRY(make_columns(&to, results, table, error));
    for (size_t model = 1; model < p->n; model++)
        TRY(fill_model(p, &to, results, model, &row, error));
    return MLTEST_OK;
}
