/* SPDX-License-Identifier: MIT */
#include <math.h>

#include "base/error.h"
#include "report/columns.h"
#include "report/comparison_sections.h"
#include "report/report.h"
#include "report/table_text.h"

static double cell(const mlt_table *table, const char *column, size_t row)
{
    const mlt_column *c = mlt_table_find_column(table, column);
    return c != NULL ? c->doubles[row] : NAN;
}

/* What is not defined for a task takes no room. */
static void put_models(mlt_text *out, const mltest_comparison *c)
{
    static const mlt_shown columns[] = {{"model", "name", MLT_SHOW_TEXT},
                                        {"clean mAP", "clean.mAP", MLT_SHOW_3},
                                        {"95 %", "clean.mAP", MLT_SHOW_BETWEEN},
                                        {"clean AP50", "clean.AP50", MLT_SHOW_3},
                                        {"95 %", "clean.AP50", MLT_SHOW_BETWEEN},
                                        {"clean F1", "clean.F1", MLT_SHOW_3},
                                        {"clean top-1", "clean.top1", MLT_SHOW_3},
                                        {"95 %", "clean.top1", MLT_SHOW_BETWEEN},
                                        {"clean top-5", "clean.top5", MLT_SHOW_3},
                                        {"risk", "risk", MLT_SHOW_1},
                                        {"95 %", "risk", MLT_SHOW_BETWEEN_1},
                                        {"failure", "failure_under_change", MLT_SHOW_1},
                                        {"mPC", "mPC", MLT_SHOW_3},
                                        {"worst kind", "worst_kind", MLT_SHOW_TEXT}};
    mlt_table_text(out, c->results, "models", NULL, columns, sizeof columns / sizeof columns[0], 0,
                   SIZE_MAX);
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
