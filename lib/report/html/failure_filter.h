/* SPDX-License-Identifier: MIT */
/*
 * The controls of the failures on the page.
 */
#ifndef MLT_REPORT_HTML_FAILURE_FILTER_H
#define MLT_REPORT_HTML_FAILURE_FILTER_H

#include "report/page.h"

/* The kinds of a condition's steps, by which it is filtered. */
void mlt_html_kind(mlt_text *out, const mlt_jcondition *condition);
void mlt_html_failure_filter(mlt_text *out, const mltest_report *report);
/* Buttons, and which figures are shown; announces that if counts. */
void mlt_html_failure_pager(mlt_text *out, bool counts);
void mlt_html_failure_legend(mlt_text *out);

#endif
