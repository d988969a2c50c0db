/* SPDX-License-Identifier: MIT */
/*
 * Parts of the text of a comparison.
 */
#ifndef MLT_REPORT_COMPARISON_SECTIONS_H
#define MLT_REPORT_COMPARISON_SECTIONS_H

#include "compare/compare.h"
#include "report/columns.h"

/* Of the whole, in the order in which texts and pages show their differences. */
typedef struct {
    const char *figure, *shown;
    int decimals;
} mlt_overall_figure;
enum { MLT_OVERALL_FIGURES = 10 };
extern const mlt_overall_figure mlt_overall_figures[MLT_OVERALL_FIGURES];

/* What each model beside the first comes to: sentences, figures, kinds. */
void mlt_comparison_put_pairs(mlt_text *out, const mltest_comparison *c);
/* The risk at other thresholds, shares of resamples in which each is first. */
void mlt_comparison_put_thresholds(mlt_text *out, const mltest_comparison *c);
void mlt_comparison_put_warnings(mlt_text *out, const mltest_comparison *c);

#endif
