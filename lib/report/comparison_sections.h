/* SPDX-License-Identifier: MIT */
/*
 * Parts of the text of a comparison.
 */
#ifndef MLT_REPORT_COMPARISON_SECTIONS_H
#define MLT_REPORT_COMPARISON_SECTIONS_H

#include "compare/compare.h"
#include "report/columns.h"

/* What each model beside the first comes to: sentences, figures, kinds. */
void mlt_comparison_put_pairs(mlt_text *out, const mltest_comparison *c);
/* The risk at other thresholds, shares of resamples in which each is first. */
void mlt_comparison_put_thresholds(mlt_text *out, const mltest_comparison *c);
void mlt_comparison_put_warnings(mlt_text *out, const mltest_comparison *c);

#endif
