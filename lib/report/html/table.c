/* SPDX-License-Identifier: MIT */
#include "report/html/table.h"
#include "report/html/names.h"

#include <float.h>
#include <math.h>
#include <string.h>

void mlt_html_table(mlt_text *out, const char *caption, bool sorts)
{
    mlt_text_puts(out, "<div class=\"wide\" tabindex=\"0\" role=\"region\" aria-label=\"");
    mlt_html_text(out, caption);
    mlt_text_puts(out, sorts ? "\">\n<table class=\"sorts\"><caption>" : "\">\n<table><caption>");
    mlt_html_text(out, caption);
    mlt_text_puts(out, "</caption>\n<thead><tr>");
}

void mlt_html_head(mlt_text *out, const char *head, bool is_text)
{
    mlt_text_puts(out, is_text ? "<th scope=\"col\" class=\"text\">" : "<th scope=\"col\">");
    mlt_html_name(out, head);
    mlt_text_puts(out, "</th>");
}

void mlt_html_head_model(mlt_text *out, const mltest_report *report, size_t model, bool is_text)
{
    mlt_text_puts(out, is_text ? "<th scope=\"col\" class=\"text\">" : "<th scope=\"col\">");
    mlt_html_model(out, report, model);
    mlt_text_puts(out, "</th>");
}

void mlt_html_rows(mlt_text *out)
{
    mlt_text_puts(out, "</tr></thead>\n<tbody>\n");
}

void mlt_html_row(mlt_text *out, const char *head)
{
    mlt_text_puts(out, "<tr><th scope=\"row\">");
    mlt_html_name(out, head);
    mlt_text_puts(out, "</th>");
}

/* Half as many digits sort as well. */
static void begin_cell(mlt_text *out, double key)
{
    mlt_text_puts(out, "<td data-sort=\"");
    if (fabs(key) < FLT_MAX)
        mlt_text_f32(out, (float)key);
    mlt_text_puts(out, "\">");
}

void mlt_html_cell(mlt_text *out, double value, int decimals)
{
    begin_cell(out, value);
    mlt_html_number(out, value, decimals);
    mlt_text_puts(out, "</td>");
}

void mlt_html_cell_percent(mlt_text *out, double share)
{
    begin_cell(out, share);
    mlt_html_percent(out, share);
    mlt_text_puts(out, "</td>");
}

void mlt_html_cell_interval(mlt_text *out, double low, double high, double scale, int decimals)
{
    bool has_width = high - low > 1e-9 && isfinite(high - low);
    begin_cell(out, has_width ? low : NAN);
    if (has_width)
        mlt_html_interval(out, low, high, scale, decimals);
    else
        mlt_text_puts(out, "–");
    mlt_text_puts(out, "</td>");
}

void mlt_html_cell_p(mlt_text *out, double p)
{
    begin_cell(out, p);
    if (p < 0.0001)
        mlt_text_puts(out, "&lt;0.0001");
    else
        mlt_html_number(out, p, 4);
    mlt_text_puts(out, "</td>");
}

void mlt_html_cell_text(mlt_text *out, const char *text)
{
    mlt_text_puts(out, "<td class=\"text\">");
    mlt_html_name(out, text);
    mlt_text_puts(out, "</td>");
}

void mlt_html_cell_verdict(mlt_text *out, const char *verdict)
{
    mlt_text_puts(out, "<td class=\"text\">");
    mlt_html_verdict(out, verdict);
    mlt_text_puts(out, "</td>");
}

void mlt_html_row_end(mlt_text *out)
{
    mlt_text_puts(out, "</tr>\n");
}

void mlt_html_table_end(mlt_text *out)
{
    mlt_text_puts(out, "</tbody></table></div>\n");
}

static void put_shown(mlt_text *out, const mlt_table_view *v, size_t row, size_t column)
{
    mlt_text cell;
    bool is_text = mlt_table_view_is_text(v, column);
    mlt_text_init(&cell, out->ctx);
    mlt_table_view_put(&cell, v, row, column);
    out->failed = out->failed || !mlt_text_ok(&cell);
    const char *shown = cell.n > 0 || is_text ? mlt_text_string(&cell) : "–";
    if (column == 0 && is_text) {
        mlt_html_row(out, shown[0] != '\0' ? shown : "all");
    } else if (is_text && strcmp(v->columns[column].shown->column, "verdict") == 0) {
        mlt_html_cell_verdict(out, shown);
    } else if (is_text) {
        mlt_html_cell_text(out, shown);
    } else {
        begin_cell(out, mlt_table_view_key(v, row, column));
        mlt_html_text(out, shown);
        mlt_text_puts(out, "</td>");
    }
    mlt_text_free(&cell);
}

bool mlt_html_results_table(mlt_text *out, const mlt_results *results, const char *name,
                            const char *caption, const mlt_shown *columns, size_t n, size_t first,
                            size_t most)
{
    mlt_table_view v;
    if (!mlt_table_view_open(&v, results, name, columns, n, first, most))
        return false;
    mlt_html_table(out, caption, true);
    for (size_t i = 0; i < v.n; i++)
        mlt_html_head(out, v.columns[i].shown->head, mlt_table_view_is_text(&v, i));
    mlt_html_rows(out);
    for (size_t row = v.first; row < v.last; row++) {
        for (size_t i = 0; i < v.n; i++)
            put_shown(out, &v, row, i);
        mlt_html_row_end(out);
    }
    mlt_html_table_end(out);
    if (v.last < v.table->n_rows)
        mlt_text_printf(out,
                        "<p class=\"quiet\">… %zu more rows: <code>--json</code> has them.</p>\n",
                        v.table->n_rows - v.last);
    return true;
}
