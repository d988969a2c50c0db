/* SPDX-License-Identifier: MIT */
/*
 * The tables of a comparison: a row a model, and a row a model for each condition, category and
 * kind, with the difference from the first model.
 */
#include <math.h>
#include <string.h>

#include "base/error.h"
#include "compare/compare.h"

static double number(const mltest_scorecard *card, const char *name)
{
    const mlt_value *v = mlt_results_find_value(card->results, name);
    return v != NULL ? v->number : NAN;
}

/* A column of the models table that is a value of each scorecard. */
static mltest_status model_column(mltest_comparison *c, mlt_table *table, const char *name,
                                  const char *value, mltest_error **error)
{
    mlt_column *column;
    TRY(mlt_table_column(c->results, table, name, MLT_COLUMN_DOUBLE, &column, error));
    for (size_t i = 0; i < c->n; i++)
        column->doubles[i] = number(c->cards[i], value);
    return MLTEST_OK;
}

static mltest_status fill_models(mltest_comparison *c, mltest_error **error)
{
    static const char *const values[][2] = {
        {"risk", "risk.value"},
        {"risk_flat", "risk_flat"},
        {"failure_under_change", "failure_under_change"},
        {"worst_case_share", "worst_case_share"},
        {"mPC", "mPC"},
        {"rPC", "rPC"},
        {"clean.AR", "clean.AR"},
        {"clean.precision", "clean.precision"},
        {"clean.recall", "clean.recall"},
        {"clean.F1", "clean.F1"},
    };
    bool classes = c->cards[0]->journal->run.task == MLTEST_TASK_CLASSIFICATION;
    mlt_table *table;
    mlt_column *name, *version, *worst;
    TRY(mlt_results_table(c->results, "models", c->n, &table, error));
    TRY(mlt_table_column(c->results, table, "name", MLT_COLUMN_STRING, &name, error));
    TRY(mlt_table_column(c->results, table, "version", MLT_COLUMN_STRING, &version, error));
    TRY(mlt_table_column(c->results, table, "worst_kind", MLT_COLUMN_STRING, &worst, error));
    for (size_t i = 0; i < c->n; i++) {
        const mlt_jrun *run = &c->cards[i]->journal->run;
        TRY(mlt_table_set_string(c->results, name, i, run->model_name, error));
        TRY(mlt_table_set_string(c->results, version, i, run->model_version, error));
        TRY(mlt_table_set_string(c->results, worst, i, c->cards[i]->risk.worst_kind, error));
    }
    for (size_t k = 0; k < sizeof values / sizeof values[0]; k++)
        TRY(model_column(c, table, values[k][0], values[k][1], error));
    const char *const first = classes ? "clean.top1" : "clean.mAP";
    const char *const second = classes ? "clean.top5" : "clean.AP50";
    TRY(model_column(c, table, first, first, error));
    return model_column(c, table, second, second, error);
}

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

/* Pairs of sample and condition on which the first two models part ways: one is affected. */
static mltest_status fill_disagreements(mltest_comparison *c, mltest_error **error)
{
    enum { MOST_ROWS = 200 };
    const mltest_scorecard *a = c->cards[0], *b = c->cards[1];
    const mltest_journal *j = a->journal;
    mlt_table *table;
    mlt_column *sample, *condition, *r_a, *r_b;
    size_t n = 0;
    for (int pass = 0; pass < 2; pass++) {
        size_t row = 0;
        if (pass == 1) {
            TRY(mlt_results_table(c->results, "disagreements", n, &table, error));
            TRY(mlt_table_column(c->results, table, "sample", MLT_COLUMN_STRING, &sample, error));
            TRY(mlt_table_column(c->results, table, "condition", MLT_COLUMN_STRING, &condition,
                                 error));
            TRY(mlt_table_column(c->results, table, "first", MLT_COLUMN_DOUBLE, &r_a, error));
            TRY(mlt_table_column(c->results, table, "second", MLT_COLUMN_DOUBLE, &r_b, error));
        }
        for (size_t i = 0; i < j->n_samples; i++) {
            for (size_t k = 0; k < j->n_conditions && row < MOST_ROWS; k++) {
                double p = mlt_scorecard_sample(a, i, k)->r, q = mlt_scorecard_sample(b, i, k)->r;
                double strict = a->settings.score_strictness;
                if (isnan(p) || isnan(q) || (p < strict) == (q < strict))
                    continue;
                if (pass == 1) {
                    TRY(mlt_table_set_string(c->results, sample, row, j->samples[i].id, error));
                    TRY(mlt_table_set_string(c->results, condition, row, j->conditions[k].name,
                                             error));
                    r_a->doubles[row] = p;
                    r_b->doubles[row] = q;
                }
                row++;
            }
        }
        n = row;
    }
    return MLTEST_OK;
}

mltest_status mlt_comparison_fill(mltest_comparison *c, mltest_error **error)
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
    const mlt_jrun *run = &c->cards[0]->journal->run;
    TRY(mlt_results_number(c->results, "format", 1, error));
    TRY(mlt_results_text(c->results, "dataset.name", run->dataset_name, error));
    TRY(mlt_results_text(c->results, "suite.name", run->suite_name, error));
    TRY(mlt_results_number(c->results, "n_models", (double)c->n, error));
    TRY(mlt_results_number(c->results, "n_samples", (double)c->cards[0]->journal->n_samples,
                           error));
    TRY(mlt_results_number(c->results, "n_conditions", (double)c->cards[0]->journal->n_conditions,
                           error));
    TRY(fill_models(c, error));
    for (size_t i = 0; i < sizeof sources / sizeof sources[0]; i++)
        TRY(fill_side_by_side(c, &sources[i], error));
    return fill_disagreements(c, error);
}
