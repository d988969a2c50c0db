/* SPDX-License-Identifier: MIT */
/*
 * The parts of a condition's section.
 */
#ifndef MLT_REPORT_HTML_CONDITION_H
#define MLT_REPORT_HTML_CONDITION_H

#include "report/html/changed.h"
#include "report/page.h"

/* What is done to a picture, with its parameters, and its other replicates. */
void mlt_condition_put_about(mlt_text *out, const mltest_report *report, size_t condition);
/* A row a model. */
void mlt_condition_put_figures(mlt_text *out, const mltest_report *report, size_t condition);
/* The samples of a model that change most; scratch is found anew. */
void mlt_condition_put_samples(mlt_text *out, const mltest_report *report, size_t condition,
                               size_t model, mlt_changed *scratch);

#endif
