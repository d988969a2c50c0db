/* SPDX-License-Identifier: MIT */
/*
 * What the page says first of each model, in words.
 */
#ifndef MLT_REPORT_HTML_GLANCE_H
#define MLT_REPORT_HTML_GLANCE_H

#include "report/page.h"

/* The conditions under which most pictures change, as a list. */
void mlt_html_worst(mlt_text *out, const mltest_report *report, size_t model);
/* What to train with next: expected, not tested. */
void mlt_html_advice(mlt_text *out, const mltest_report *report, size_t model);
/* What was not answered or not looked at, the noise floor, and warnings. */
void mlt_html_evidence(mlt_text *out, const mltest_report *report, size_t model);

#endif
