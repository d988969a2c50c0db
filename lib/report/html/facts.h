/* SPDX-License-Identifier: MIT */
/*
 * How what is on the page came about.
 */
#ifndef MLT_REPORT_HTML_FACTS_H
#define MLT_REPORT_HTML_FACTS_H

#include "report/page.h"

/* Facts of the runs, settings of the scores and all single values, a column a model. */
void mlt_html_facts(mlt_text *out, const mltest_report *report);
/* The commands that make the journals and the page again. */
void mlt_html_commands(mlt_text *out, const mltest_report *report);

#endif
