/* SPDX-License-Identifier: MIT */
/*
 * Parts of the side by side, of reports that have a comparison.
 */
#ifndef MLT_REPORT_HTML_COMPARISON_H
#define MLT_REPORT_HTML_COMPARISON_H

#include "report/page.h"

/* A row of a table of differences: that of a model beside the first, of a name and a figure.
 * n_rows if there is none. */
size_t mlt_html_find_difference(const mlt_table *table, size_t model, const char *name,
                                const char *figure);
/* Both values, their difference, and what is known of it: head and cells. */
void mlt_html_difference_heads(mlt_text *out, const mltest_report *report, size_t model,
                               const char *p);
void mlt_html_difference_cells(mlt_text *out, const mlt_table *table, size_t row, double scale,
                               int decimals);

/* Figures of the whole and of each class, a model beside the first. */
void mlt_html_overall_differences(mlt_text *out, const mltest_report *report, size_t model);
void mlt_html_class_differences(mlt_text *out, const mltest_report *report, size_t model);
/* Bars of affected shares with their numbers and differences; groups: "kinds" or "categories". */
void mlt_html_bars(mlt_text *out, const mltest_report *report, const char *groups);
/* Section "augmentations", if the comparison was asked about them. */
void mlt_html_augmentations(mlt_text *out, const mltest_report *report);

#endif
