/* SPDX-License-Identifier: MIT */
/*
 * Affected shares as bars, one a model, each with its number beside it.
 */
#include <math.h>
#include <string.h>

#include "report/columns.h"
#include "report/html/comparison.h"
#include "report/html/names.h"
#include "report/html/table.h"

/* A group is a kind or a category. */
typedef struct {
    const mltest_report *report;
    const mlt_table *groups, *differences; /* rows of all models for one group follow each other */
    const char *drawn;                     /* the figure in the table of intervals */
    bool are_primary;
} bars;

/* "x1,y1 x2,y2" of a line in a path, with a tenth of a point. */
static void put_line(mlt_text *out, double x1, int y1, double x2, int y2)
{
    mlt_text_putc(out, 'M');
    mlt_fixed(out, x1, 1);
    mlt_text_printf(out, " %dL", y1);
    mlt_fixed(out, x2, 1);
    mlt_text_printf(out, " %d", y2);
}

/* Of 100 points, with the bounds of the zones; the whiskers are its interval. */
static void put_bar(mlt_text *out, size_t model, double points, double low, double high)
{
    mlt_text_printf(out,
                    "<td class=\"comparison-bar\"><svg class=\"model-%zu\" viewBox=\"0 0 100 12\" "
                    "preserveAspectRatio=\"none\" aria-hidden=\"true\">"
                    "<path class=\"comparison-zones\" d=\"M5 0V12M20 0V12\"/>",
                    model + 1);
    if (isfinite(points)) {
        mlt_text_puts(out, "<rect y=\"2\" height=\"8\" width=\"");
        mlt_fixed(out, points < 0 ? 0 : points > 100 ? 100 : points, 1);
        mlt_text_puts(out, "\"/>");
    }
    if (high - low > 1e-9) {
        mlt_text_puts(out, "<path class=\"comparison-whisker\" d=\"");
        put_line(out, low, 6, high, 6);
        put_line(out, low, 3, low, 9);
        put_line(out, high, 3, high, 9);
        mlt_text_puts(out, "\"/>");
    }
    mlt_text_puts(out, "</svg></td>");
}

static void put_difference(mlt_text *out, const bars *b, size_t model, const char *name)
{
    const mlt_table *t = b->differences;
    size_t row = model > 0 ? mlt_html_find_difference(t, model, name, "affected") : 0;
    if (model == 0 || t == NULL || row == t->n_rows) {
        mlt_text_puts(out, "<td></td><td></td><td></td><td></td>");
        return;
    }
    mlt_html_cell(out, 100 * mlt_table_number(t, "difference", row), 1);
    mlt_html_cell_interval(out, mlt_table_number(t, "low", row), mlt_table_number(t, "high", row),
                           100, 1);
    mlt_html_cell_p(out, mlt_table_number(t, "p_adjusted", row));
    mlt_html_cell_verdict(out, mlt_table_string(t, "verdict", row));
}

static void put_row(mlt_text *out, const bars *b, size_t row, size_t model, const char *name)
{
    const mltest_scorecard *card = b->report->cards[model];
    double share = mlt_table_number(b->groups, "affected", row), low, high;
    if (!mlt_results_drawn(card->results, b->drawn, name, &low, &high))
        low = high = NAN;
    mlt_text_puts(out, "<td class=\"text\">");
    mlt_html_model(out, b->report, model);
    mlt_text_puts(out, "</td>");
    put_bar(out, model, 100 * share, low, high);
    mlt_html_cell_percent(out, share);
    mlt_html_cell_interval(out, low, high, 1, 1);
    put_difference(out, b, model, name);
    mlt_html_row_end(out);
}

static void put_heads(mlt_text *out, const bars *b)
{
    mlt_html_head(out, b->are_primary ? "kind" : "category", true);
    mlt_html_head(out, "model", true);
    mlt_html_head(out, "0 to 100 %", true);
    mlt_html_head(out, "affected", false);
    mlt_html_head(out, "95 %", false);
    mlt_html_head(out, "points", false);
    mlt_html_head(out, "95 %", false);
    mlt_html_head(out, b->are_primary ? "p (Holm)" : "p (Benjamini-Hochberg)", false);
    mlt_html_head(out, "verdict", true);
    mlt_html_rows(out);
}

void mlt_html_bars(mlt_text *out, const mltest_report *report, const char *groups)
{
    const mlt_results *r = report->comparison->results;
    bool kinds = strcmp(groups, "kinds") == 0;
    const bars b = {report, mlt_results_find_table(r, groups),
                    mlt_results_find_table(r, kinds ? "kind_differences" : "category_differences"),
                    kinds ? "affected_of_kind" : "affected_of_category", kinds};
    if (b.groups == NULL || b.groups->n_rows == 0)
        return;
    mlt_html_table(out,
                   kinds ? "Affected by kind; points: the difference from the first model"
                         : "Affected by category; points: the difference from the first model",
                   false);
    put_heads(out, &b);
    for (size_t row = 0; row < b.groups->n_rows; row++) {
        size_t model = row % report->n;
        const char *name = mlt_table_string(b.groups, "name", row);
        if (model == 0) {
            mlt_text_printf(
                out, "<tr class=\"comparison-first\"><th scope=\"rowgroup\" rowspan=\"%zu\">",
                report->n);
            mlt_html_name(out, name);
            mlt_text_puts(out, "</th>");
        } else {
            mlt_text_puts(out, "<tr>");
        }
        put_row(out, &b, row, model, name);
    }
    mlt_html_table_end(out);
}
