/* SPDX-License-Identifier: MIT */
/*
 * Parts of an evaluation's text below COCO's twelve lines, and that of a classification.
 */
#ifndef MLT_REPORT_EVALUATION_SECTIONS_H
#define MLT_REPORT_EVALUATION_SECTIONS_H

#include "base/text.h"
#include "score/evaluation.h"

/* NaN if there is no such number. */
double mlt_report_number(const mlt_results *results, const char *name);
/* Pascal VOC, TIDE, confusion, operating points and calibration, as far as they were asked for. */
void mlt_report_detection_sections(mlt_text *out, const mltest_evaluation *evaluation);
void mlt_report_classification(mlt_text *out, const mltest_evaluation *evaluation);

#endif
