/* SPDX-License-Identifier: MIT */
/*
 * The figures of a level that the matrix shows: how each is read, written, and how bad it is.
 */
#ifndef MLT_REPORT_HTML_FIGURES_H
#define MLT_REPORT_HTML_FIGURES_H

#include "report/page.h"

enum { MLT_HARM_STEPS = 8 };

typedef enum {
    MLT_SHOWN_AFFECTED,
    MLT_SHOWN_ROBUSTNESS,
    MLT_SHOWN_DROP,
    MLT_SHOWN_FAILURE,
    MLT_N_SHOWN_FIGURES
} mlt_shown_figure;

double mlt_figure_value(const mlt_level_score *level, mlt_shown_figure figure);
/* "affected samples", "drop of mAP" … */
void mlt_figure_put_name(mlt_text *out, const mltest_report *report, mlt_shown_figure figure);
/* "%" … or "" */
const char *mlt_figure_unit(mlt_shown_figure figure);
void mlt_figure_put(mlt_text *out, mlt_shown_figure figure, double value);
/* 0 for no harm to MLT_HARM_STEPS - 1; value is finite. The same steps for all figures. */
size_t mlt_figure_step(mlt_shown_figure figure, double value);
/* The values of a step: "2–5", with the unit. */
void mlt_figure_put_step(mlt_text *out, mlt_shown_figure figure, size_t step);
/* Why a figure is not defined. */
const char *mlt_figure_reason(const mltest_scorecard *card, size_t level, mlt_shown_figure figure);

#endif
