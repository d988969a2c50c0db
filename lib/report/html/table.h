/* SPDX-License-Identifier: MIT */
/*
 * Tables of the page. Each stands in a region that scrolls by itself; the script makes those that
 * sort (class "sorts") sort and filter by what is in their cells and by data-sort, a number of
 * single precision.
 *
 *     mlt_html_table(out, "What it is", true);
 *     mlt_html_head(out, "kind", true);  …
 *     mlt_html_rows(out);
 *     mlt_html_row(out, name);  mlt_html_cell(out, value, 1);  …  mlt_html_row_end(out);  …
 *     mlt_html_table_end(out);
 */
#ifndef MLT_REPORT_HTML_TABLE_H
#define MLT_REPORT_HTML_TABLE_H

#include "report/html/html.h"
#include "report/table_view.h"

void mlt_html_table(mlt_text *out, const char *caption, bool sorts);
/* Any text. is_text: its column holds words. */
void mlt_html_head(mlt_text *out, const char *head, bool is_text);
/* A head that is the name of a model. */
void mlt_html_head_model(mlt_text *out, const mltest_report *report, size_t model, bool is_text);
void mlt_html_rows(mlt_text *out);
/* A row and its head, any text. */
void mlt_html_row(mlt_text *out, const char *head);
void mlt_html_cell(mlt_text *out, double value, int decimals);
void mlt_html_cell_percent(mlt_text *out, double share);
/* A dash where it has no width. */
void mlt_html_cell_interval(mlt_text *out, double low, double high, double scale, int decimals);
void mlt_html_cell_p(mlt_text *out, double p);
void mlt_html_cell_text(mlt_text *out, const char *text);
void mlt_html_cell_verdict(mlt_text *out, const char *verdict);
void mlt_html_row_end(mlt_text *out);
void mlt_html_table_end(mlt_text *out);

/* A table of results; arguments as those of mlt_table_text(). Whether there was anything to say. */
bool mlt_html_results_table(mlt_text *out, const mlt_results *results, const char *name,
                            const char *caption, const mlt_shown *columns, size_t n, size_t first,
                            size_t most);

#endif
