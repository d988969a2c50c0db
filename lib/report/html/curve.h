/* SPDX-License-Identifier: MIT */
/*
 * A drawing of one kind: the share of affected samples over severity, a line a model.
 */
#ifndef MLT_REPORT_HTML_CURVE_H
#define MLT_REPORT_HTML_CURVE_H

#include "report/html/grid.h"

/* The drawing with its text for those who do not see it. row: of the grid. */
void mlt_curve_put(mlt_text *out, const mltest_report *report, const mlt_grid *grid, size_t row);
/* A short piece of a model's line, as in the drawings. */
void mlt_curve_put_sample(mlt_text *out, size_t model);

#endif
