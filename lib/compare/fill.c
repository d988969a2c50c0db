/* SPDX-License-Identifier: MIT */
/*
 * The values and tables of a comparison; those with a row a model for each condition, category and
 * kind are copied from the scorecards.
 */
#include <string.h>

#include "base/error.h"
#include "base/text.h"
#include "compare/differences.h"
#include "compare/disagreements.h"
#include "compare/interactions.h"
#include "compare/sentence.h"
#include "compare/sweep.h"

/* Columns that are copied from a table of every scorecard. */
typedef struct {
    const char *table;
    const char *const *numbers; /* the first is the one whose difference is given */
    size_t n_numbers;
} source;

static mltest_status fill_numbers(mltest_comparison *c, const source *s, mlt_table *table,
                                  const char *name, mltest_error **error)
{
    mlt_column *column;
    TRY(mlt_table_column(c->results, table, name, MLT_COLUMN_DOUBLE, &column, error));
    for (size_t i = 0; i < table->n_rows; i++) {
        const mltest_scorecard *card = c->cards[i % c->n];
        const mlt_table *from = mlt_results_find_table(card->results, s->table);
        const mlt_column *values = mlt_table_find_column(from, name);
        if (values != NULL && i / c->n < from->n_rows)
            column->doubles[i] = values->doubles[i / c->n];
    }
    return MLTEST_OK;
}

/* Rows: for each row of the scorecards' table, one per model. */
static mltest_status fill_side_by_side(mltest_comparison *c, const source *s, mltest_error **error)
{
    const mlt_table *first = mlt_results_find_table(c->cards[0]->results, s->table);
    const mlt_column *names = mlt_table_find_column(first, "name");
    mlt_table *table;
    mlt_column *name, *model, *difference;
    TRY(mlt_results_table(c->results, s->table, first->n_rows * c->n, &table, error));
    TRY(mlt_table_column(c->results, table, "name", MLT_COLUMN_STRING, &name, error));
    TRY(mlt_table_column(c->results, table, "model", MLT_COLUMN_STRING, &model, error));
    for (size_t i = 0; i < table->n_rows; i++) {
        TRY(mlt_table_set_string(c->results, name, i, names->strings[i / c->n], error));
        TRY(mlt_table_set_string(c->results, model, i, c->cards[i % c->n]->journal->run.model_name,
                                 error));
    }
    for (size_t k = 0; k < s->n_numbers; k++)
        TRY(fill_numbers(c, s, table, s->numbers[k], error));
    const mlt_column *lead = mlt_table_find_column(table, s->numbers[0]);
    TRY(mlt_table_column(c->results, table, "difference", MLT_COLUMN_DOUBLE, &difference, error));
    for (size_t i = 0; i < table->n_rows; i++)
        difference->doubles[i] = lead->doubles[i] - lead->doubles[i - i % c->n];
    return MLTEST_OK;
}

static mltest_status set_sentences(mltest_comparison *c, const mlt_pairing *p,
                                   const mlt_differences *d, size_t row, mlt_column *change,
                                   mlt_column *metric, mltest_error **error)
{
    mlt_text a, b;
    mlt_text_init(&a, c->ctx);
    mlt_text_init(&b, c->ctx);
    mlt_sentence_of_change(&a, d, row + 1);
    mlt_sentence_of_metric(&b, p, d, row + 1);
    mltest_status status = mlt_text_ok(&a) && mlt_text_ok(&b) ? MLTEST_OK : mlt_fail_memory(error);
    if (status == MLTEST_OK)
        status = mlt_table_set_string(c->results, change, row, mlt_text_string(&a), error);
    if (status == MLTEST_OK)
        status = mlt_table_set_string(c->results, metric, row, mlt_text_string(&b), error);
    mlt_text_free(&a);
    mlt_text_free(&b);
    return status;
}

/* A row a model beside the first. */
static mltest_status fill_pairs(mltest_comparison *c, const mlt_pairing *p,
                                const mlt_differences *d, mltest_error **error)
{
    mlt_table *table;
    mlt_column *model, *change, *metric, *first, *second;
    TRY(mlt_results_table(c->results, "pairs", c->n - 1, &table, error));
    TRY(mlt_table_column(c->results, table, "model", MLT_COLUMN_STRING, &model, error));
    TRY(mlt_table_column(c->results, table, "change", MLT_COLUMN_STRING, &change, error));
    TRY(mlt_table_column(c->results, table, "metric", MLT_COLUMN_STRING, &metric, error));
    TRY(mlt_table_column(c->results, table, "only_first_survives", MLT_COLUMN_INT, &first, error));
    TRY(mlt_table_column(c->results, table, "only_second_survives", MLT_COLUMN_INT, &second,
                         error));
    for (size_t i = 0; i < table->n_rows; i++) {
        size_t n_first, n_second;
        mlt_disagreements_count(p, i + 1, &n_first, &n_second);
        first->ints[i] = n_first < INT32_MAX ? (int32_t)n_first : INT32_MAX;
        second->ints[i] = n_second < INT32_MAX ? (int32_t)n_second : INT32_MAX;
        TRY(mlt_table_set_string(c->results, model, i, c->cards[i + 1]->journal->run.model_name,
                                 error));
        TRY(set_sentences(c, p, d, i, change, metric, error));
    }
    return MLTEST_OK;
}

static mltest_status fill_paired(mltest_comparison *c, const mlt_pairing *p, mltest_error **error)
{
    mlt_differences d;
    mltest_status status = mlt_differences_make(&d, p, error);
    if (status == MLTEST_OK)
        status = mlt_differences_fill(&d, p, c->results, error);
    if (status == MLTEST_OK)
        status = fill_pairs(c, p, &d, error);
    mlt_differences_free(&d);
    return status;
}

static mltest_status fill_values(mltest_comparison *c, const mlt_pairing *p, mltest_error **error)
{
    const mlt_jrun *run = &c->cards[0]->journal->run;
    const struct {
        const char *name;
        double value;
    } values[] = {{"format", 1},
                  {"n_models", (double)c->n},
                  {"n_samples", (double)c->cards[0]->journal->n_samples},
                  {"n_conditions", (double)c->cards[0]->journal->n_conditions},
                  {"n_groups", (double)p->panel.n_groups},
                  {"tests.family", (double)p->family},
                  {"tests.alpha", 0.05},
                  {"settings.equivalence", p->settings.equivalence},
                  {"settings.resamples", (double)p->settings.resamples},
                  {"settings.performance_resamples", (double)p->performance.n_draws}};
    for (size_t i = 0; i < sizeof values / sizeof values[0]; i++)
        TRY(mlt_results_number(c->results, values[i].name, values[i].value, error));
    TRY(mlt_results_flag(c->results, "settings.intersection", p->settings.intersection, error));
    TRY(mlt_results_text(c->results, "dataset.name", run->dataset_name, error));
    TRY(mlt_results_text(c->results, "resampling.unit",
                         p->panel.units.is_grouped ? "group" : "sample", error));
    return mlt_results_text(c->results, "suite.name", run->suite_name, error);
}

mltest_status mlt_comparison_fill(mltest_comparison *c, const mlt_pairing *p,
                                  const mltest_options *options, const mlt_notes *notes,
                                  mltest_error **error)
{
    bool classes = c->cards[0]->journal->run.task == MLTEST_TASK_CLASSIFICATION;
    const char *const condition_numbers[] = {
        "affected.value", "affected.low",           "affected.high",           "robustness",
        "failure",        classes ? "top1" : "mAP", classes ? "top5" : "AP50", "drop"};
    static const char *const group_numbers[] = {"affected", "robustness", "failure", "performance"};
    static const char *const class_numbers[] = {"mAP", "AP50", "n_truths"};
    const source sources[] = {
        {"conditions", condition_numbers, 8},
        {"categories", group_numbers, 4},
        {"kinds", group_numbers, 4},
        {"classes", class_numbers, 3},
    };
    TRY(fill_values(c, p, error));
    TRY(mlt_comparison_fill_models(c, p, error));
    for (size_t i = 0; i < sizeof sources / sizeof sources[0]; i++)
        TRY(fill_side_by_side(c, &sources[i], error));
    TRY(mlt_disagreements_fill(p, c->results, error));
    TRY(fill_paired(c, p, error));
    TRY(mlt_interactions_fill(p, c->results, error));
    TRY(mlt_sweep_fill(p, options, c->results, error));
    return mlt_notes_table(notes, c->results, "warnings", error);
}
