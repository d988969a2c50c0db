/* SPDX-License-Identifier: MIT */
#include <math.h>

#include "base/error.h"
#include "report/columns.h"
#include "report/comparison_sections.h"
#include "report/report.h"

static double cell(const mlt_table *table, const char *column, size_t row)
{
    const mlt_column *c = mlt_table_find_column(table, column);
    return c != NULL ? c->doubles[row] : NAN;
}

static void put_models(mlt_text *out, const mltest_comparison *c)
{
    bool classes = c->cards[0]->journal->run.task == MLTEST_TASK_CLASSIFICATION;
    const char *const heads[] = {"<model",
                                 classes ? "clean top-1" : "clean mAP",
                                 classes ? "clean top-5" : "clean AP50",
                                 "clean F1",
                                 "risk",
                                 "failure",
                                 "mPC",
                                 "<worst kind"};
    const mlt_table *table = mlt_results_find_table(c->results, "models");
    mlt_columns t;
    mlt_columns_init(&t, c->ctx, heads, sizeof heads / sizeof heads[0]);
    for (size_t i = 0; i < table->n_rows; i++) {
        mlt_columns_text(&t, mlt_table_find_column(table, "name")->strings[i]);
        mlt_columns_number(&t, cell(table, classes ? "clean.top1" : "clean.mAP", i), 3);
        mlt_columns_number(&t, cell(table, classes ? "clean.top5" : "clean.AP50", i), 3);
        mlt_columns_number(&t, cell(table, "clean.F1", i), 3);
        mlt_columns_number(&t, cell(table, "risk", i), 1);
        mlt_columns_number(&t, cell(table, "failure_under_change", i), 1);
        mlt_columns_number(&t, cell(table, "mPC", i), 3);
        mlt_columns_text(&t, mlt_table_find_column(table, "worst_kind")->strings[i]);
    }
    mlt_columns_print(&t, out);
}

/* One row a condition, one column a model: share of affected samples. */
static void put_affected(mlt_text *out, const mltest_comparison *c)
{
    size_t n = c->n < MLT_MOST_COLUMNS - 1 ? c->n : MLT_MOST_COLUMNS - 1;
    const mlt_table *table = mlt_results_find_table(c->results, "conditions");
    mlt_columns t;
    mlt_columns_begin(&t, c->ctx, c->n == 2 ? n + 2 : n + 1);
    mlt_columns_text(&t, "affected under");
    for (size_t i = 0; i < n; i++)
        mlt_columns_text(&t, c->cards[i]->journal->run.model_name);
    if (c->n == 2)
        mlt_columns_text(&t, "difference (points)");
    for (size_t row = 0; row < table->n_rows; row += c->n) {
        mlt_columns_text(&t, mlt_table_find_column(table, "name")->strings[row]);
        for (size_t i = 0; i < n; i++)
            mlt_columns_percent(&t, cell(table, "affected.value", row + i));
        if (c->n == 2)
            mlt_columns_number(&t, 100 * cell(table, "difference", row + 1), 1);
    }
    mlt_text_putc(out, '\n');
    mlt_columns_print(&t, out);
}

mltest_status mlt_report_comparison_text(mlt_text *out, const mltest_comparison *comparison,
                                         mltest_error **error)
{
    put_models(out, comparison);
    mlt_comparison_put_pairs(out, comparison);
    mlt_comparison_put_thresholds(out, comparison);
    put_affected(out, comparison);
    mlt_report_augmentations(out, comparison->ctx, comparison->results);
    if (comparison->n == 2) /* of more they are in the JSON */
        mlt_report_recommendations(out, comparison->ctx, comparison->results);
    bool classes = comparison->cards[0]->journal->run.task == MLTEST_TASK_CLASSIFICATION;
    mlt_text_printf(out,
                    "\nLower is better, but for %s and mPC. Differences are of these "
                    "samples.\n",
                    classes ? "top-1, top-5" : "mAP, AP50, F1");
    mlt_comparison_put_warnings(out, comparison);
    return mlt_text_ok(out) ? MLTEST_OK : mlt_fail_memory(error);
}
