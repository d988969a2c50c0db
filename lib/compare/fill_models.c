/* SPDX-License-Identifier: MIT */
/*
 * A row a model: its headline figures.
 */
#include <math.h>

#include "base/error.h"
#include "compare/costs.h"
#include "compare/ranks.h"

/* A column of the models table that is a value of each scorecard. */
static mltest_status model_column(mltest_comparison *c, mlt_table *table, const char *name,
                                  const char *value, mltest_error **error)
{
    mlt_column *column;
    TRY(mlt_table_column(c->results, table, name, MLT_COLUMN_DOUBLE, &column, error));
    for (size_t i = 0; i < c->n; i++)
        column->doubles[i] = mlt_results_find_number(c->cards[i]->results, value);
    return MLTEST_OK;
}

/* Lost and new boxes of a picture under change, on samples that count for all, and their cost. */
static mltest_status fill_boxes(mltest_comparison *c, const mlt_pairing *p, mlt_table *table,
                                mltest_error **error)
{
    size_t row = mlt_pairing_risk_row(p);
    mlt_column *lost, *added, *cost;
    TRY(mlt_table_column(c->results, table, "lost", MLT_COLUMN_DOUBLE, &lost, error));
    TRY(mlt_table_column(c->results, table, "new", MLT_COLUMN_DOUBLE, &added, error));
    TRY(mlt_table_column(c->results, table, "cost", MLT_COLUMN_DOUBLE, &cost, error));
    for (size_t i = 0; i < c->n && !p->is_classification; i++) {
        lost->doubles[i] = mlt_panel_drawn(&p->draws, MLT_PANEL_LOST, i, row).point;
        added->doubles[i] = mlt_panel_drawn(&p->draws, MLT_PANEL_ADDED, i, row).point;
        cost->doubles[i] = mlt_costs_of(p, i);
    }
    return MLTEST_OK;
}

mltest_status mlt_comparison_fill_models(mltest_comparison *c, const mlt_pairing *p,
                                         mltest_error **error)
{
    static const char *const values[][2] = {
        {"risk", "risk.value"},
        {"risk_low", "risk.low"},
        {"risk_high", "risk.high"},
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
    static const char *const of_boxes[] = {"clean.mAP",  "clean.mAP_low",  "clean.mAP_high",
                                           "clean.AP50", "clean.AP50_low", "clean.AP50_high"};
    static const char *const of_classes[] = {"clean.top1", "clean.top1_low", "clean.top1_high",
                                             "clean.top5"};
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
    for (size_t k = 0; k < sizeof of_boxes / sizeof of_boxes[0] && !classes; k++)
        TRY(model_column(c, table, of_boxes[k], of_boxes[k], error));
    for (size_t k = 0; k < sizeof of_classes / sizeof of_classes[0] && classes; k++)
        TRY(model_column(c, table, of_classes[k], of_classes[k], error));
    TRY(fill_boxes(c, p, table, error));
    return mlt_ranks_fill(p, c->results, table, error);
}
