/* SPDX-License-Identifier: MIT */
#include <math.h>
#include <string.h>

#include "report/comparison_sections.h"
#include "report/html/comparison.h"
#include "report/html/table.h"

size_t mlt_html_find_difference(const mlt_table *table, size_t model, const char *name,
                                const char *figure)
{
    for (size_t i = 0; table != NULL && i < table->n_rows; i++)
        if (mlt_table_is_of(table, i, model) &&
            strcmp(mlt_table_string(table, "figure", i), figure) == 0 &&
            strcmp(mlt_table_string(table, "name", i), name) == 0)
            return i;
    return table != NULL ? table->n_rows : 0;
}

void mlt_html_difference_heads(mlt_text *out, const mltest_report *report, size_t model,
                               const char *p)
{
    mlt_html_head_model(out, report, 0, false);
    mlt_html_head_model(out, report, model, false);
    mlt_html_head(out, "difference", false);
    mlt_html_head(out, "95 % interval", false);
    mlt_html_head(out, p, false);
    mlt_html_head(out, "detectable", false);
    mlt_html_head(out, "verdict", true);
}

void mlt_html_difference_cells(mlt_text *out, const mlt_table *table, size_t row, double scale,
                               int decimals)
{
    static const char *const values[] = {"first", "second", "difference"};
    for (size_t i = 0; i < 3; i++)
        mlt_html_cell(out, scale * mlt_table_number(table, values[i], row), decimals);
    mlt_html_cell_interval(out, scale * mlt_table_number(table, "low", row),
                           scale * mlt_table_number(table, "high", row), 1, decimals);
    mlt_html_cell_p(out, mlt_table_number(table, "p_adjusted", row));
    mlt_html_cell(out, scale * mlt_table_number(table, "detectable", row), decimals);
    mlt_html_cell_verdict(out, mlt_table_string(table, "verdict", row));
}

void mlt_html_overall_differences(mlt_text *out, const mltest_report *report, size_t model)
{
    const mlt_table *t = mlt_results_find_table(report->comparison->results, "differences");
    mlt_html_table(out, "Differences of the whole, on the samples that count for both", false);
    mlt_html_head(out, "figure", true);
    mlt_html_difference_heads(out, report, model, "p (Benjamini-Hochberg)");
    mlt_html_rows(out);
    for (size_t i = 0; i < MLT_OVERALL_FIGURES; i++) {
        size_t row = mlt_html_find_difference(t, model, "", mlt_overall_figures[i].figure);
        if (row == t->n_rows)
            continue;
        mlt_html_row(out, mlt_overall_figures[i].shown);
        mlt_html_difference_cells(out, t, row, 1, mlt_overall_figures[i].decimals);
        mlt_html_row_end(out);
    }
    mlt_html_table_end(out);
}

/* mAP of boxes, recall of whole pictures. */
void mlt_html_class_differences(mlt_text *out, const mltest_report *report, size_t model)
{
    const mlt_jrun *run = &report->cards[0]->journal->run;
    const char *figure = run->task == MLTEST_TASK_CLASSIFICATION ? "recall" : "mAP";
    const mlt_table *t = mlt_results_find_table(report->comparison->results, "class_differences");
    size_t n = 0;
    for (size_t i = 0; i < run->n_classes; i++) {
        size_t row = mlt_html_find_difference(t, model, run->classes[i], figure);
        if (t == NULL || row == t->n_rows)
            continue;
        if (n++ == 0) {
            mlt_html_table(out, figure[0] == 'm' ? "Clean mAP by class" : "Clean recall by class",
                           true);
            mlt_html_head(out, "class", true);
            mlt_html_difference_heads(out, report, model, "p (Benjamini-Hochberg)");
            mlt_html_rows(out);
        }
        mlt_html_row(out, run->classes[i]);
        mlt_html_difference_cells(out, t, row, 1, 3);
        mlt_html_row_end(out);
    }
    if (n > 0)
        mlt_html_table_end(out);
}
