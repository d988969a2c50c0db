/* SPDX-License-Identifier: MIT */
/*
 * The parts of the page, in its order. Each writes a <section> with a heading and an id, or nothing
 * where it has nothing to say. The page is whole without its script, which only sorts, filters and
 * moves what is there. Memory that is lacking shows in the text.
 */
#ifndef MLT_REPORT_SECTIONS_H
#define MLT_REPORT_SECTIONS_H

#include "report/page.h"

/* id "glance": risk, clean performance, what is worst in words, what to do next, what is missing.
 */
void mlt_html_glance(mlt_text *out, const mltest_report *report);
/* id "comparison", "augmentations": of two models and more. */
void mlt_html_comparison(mlt_text *out, const mltest_report *report);
/* id "matrix": kinds × severities, a table for each figure and model. */
void mlt_html_matrix(mlt_text *out, const mltest_report *report);
/* id "curves": figures over severity, with zones; their numbers are in the matrix. */
void mlt_html_curves(mlt_text *out, const mltest_report *report);
/* id "failures": pairs of pictures. folder: the pictures are files. */
void mlt_html_failures(mlt_text *out, const mltest_report *report, bool folder);
/* id "conditions": of each, id "cN" (N: its place in the journal), figures and the samples that
 * change most. */
void mlt_html_conditions(mlt_text *out, const mltest_report *report);
/* id "tables": everything else that was computed, and how. */
void mlt_html_tables(mlt_text *out, const mltest_report *report);

#endif
