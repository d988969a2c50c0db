/* SPDX-License-Identifier: MIT */
/*
 * Names on the page, cut where they are longer than anybody reads: a page shows some of them at
 * every condition.
 */
#ifndef MLT_REPORT_HTML_NAMES_H
#define MLT_REPORT_HTML_NAMES_H

#include "report/page.h"

enum { MLT_HTML_MOST_NAME = 72 }; /* characters of a name; of longer ones both ends are shown */

/* As mlt_html_text(), of at most so many characters, but no more than the above. */
void mlt_html_short(mlt_text *out, const char *name, size_t most);
/* An element, as mlt_html_name(). */
void mlt_html_short_name(mlt_text *out, const char *name);
/* For attributes: no element, but its direction of writing stays inside all the same. */
void mlt_html_name_in_attribute(mlt_text *out, const char *name);
/* With a mark in the model's colour; models of the same name have their number behind it. */
void mlt_html_model(mlt_text *out, const mltest_report *report, size_t model);
void mlt_html_model_in_attribute(mlt_text *out, const mltest_report *report, size_t model);
/* What performance is called: "mAP" or "top-1". */
const char *mlt_html_performance_name(const mltest_report *report);

#endif
