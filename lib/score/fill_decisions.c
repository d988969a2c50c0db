/* SPDX-License-Identifier: MIT */
/*
 * What was asked of all that could be, and the verdicts of a run until decided.
 */
#include <math.h>

#include "base/error.h"
#include "score/decision.h"
#include "score/fill.h"

static mltest_status fill_calls(mltest_scorecard *card, mltest_error **error)
{
    const mltest_journal *j = card->journal;
    mlt_results *r = card->results;
    double total = 0, clean = 0;
    for (size_t i = 0; i < j->n_samples; i++)
        for (size_t c = 0; c < j->n_conditions; c++) {
            mlt_outcome_type type = mlt_journal_outcome(j, i, c)->type;
            bool is_call = type == MLT_OUTCOME || type == MLT_FAILURE;
            total += is_call;
            clean += is_call && c == 0;
        }
    TRY(mlt_results_number(r, "calls.total", total, error));
    TRY(mlt_results_number(r, "calls.clean", clean, error));
    return mlt_results_number(r, "calls.grid", (double)j->run.limit * (double)j->n_conditions,
                              error);
}

static mltest_status fill_plan(mltest_scorecard *card, mltest_error **error)
{
    const mlt_jrun *run = &card->journal->run;
    mlt_results *r = card->results;
    double budget = run->budget > 0 ? (double)run->budget : NAN;
    TRY(mlt_results_number(r, "plan.samples", (double)run->limit, error));
    TRY(mlt_results_number(r, "plan.budget", budget, error));
    return mlt_results_flag(r, "plan.until_decided", run->until_decided, error);
}

/* Conditions of which there is a verdict at all: all but the clean one. */
static size_t first_row(const mltest_scorecard *card)
{
    return card->decisions != NULL && card->n_levels > 0 ? 1 : card->n_levels;
}

static mltest_status fill_table(mltest_scorecard *card, mltest_error **error)
{
    static const char *const numbers[] = {"calls", "n", "k", "log_e_pass", "log_e_fail"};
    size_t first = first_row(card);
    mlt_results *r = card->results;
    mlt_table *table;
    mlt_column *name, *verdict, *columns[5];
    TRY(mlt_results_table(r, "decisions", card->n_levels - first, &table, error));
    TRY(mlt_table_column(r, table, "name", MLT_COLUMN_STRING, &name, error));
    for (size_t i = 0; i < 5; i++)
        TRY(mlt_table_column(r, table, numbers[i], MLT_COLUMN_DOUBLE, &columns[i], error));
    TRY(mlt_table_column(r, table, "verdict", MLT_COLUMN_STRING, &verdict, error));
    for (size_t i = 0; i < table->n_rows; i++) {
        const mlt_decision *d = &card->decisions[first + i];
        const double values[] = {(double)d->n_calls, d->n, d->k, d->log_e_pass, d->log_e_fail};
        TRY(mlt_table_set_string(r, name, i, card->levels[first + i].name, error));
        for (size_t c = 0; c < 5; c++)
            columns[c]->doubles[i] = values[c];
        verdict->strings[i] = mlt_verdict_name(d->verdict);
    }
    return MLTEST_OK;
}

static double undecided_share(const mltest_scorecard *card)
{
    double undecided = 0;
    size_t first = first_row(card);
    for (size_t i = first; i < card->n_levels; i++)
        undecided += card->decisions[i].verdict == MLT_VERDICT_INCONCLUSIVE;
    return card->n_levels > first ? undecided / (double)(card->n_levels - first) : NAN;
}

mltest_status mlt_score_fill_decisions(mltest_scorecard *card, mltest_error **error)
{
    TRY(fill_plan(card, error));
    TRY(fill_calls(card, error));
    TRY(mlt_results_number(card->results, "undecided_share", undecided_share(card), error));
    return fill_table(card, error);
}
