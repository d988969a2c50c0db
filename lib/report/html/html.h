/* SPDX-License-Identifier: MIT */
/*
 * HTML onto a mlt_text. Texts of journals, data sets and hosts are hostile until they have gone
 * through mlt_html_text() or mlt_html_name(); everything else written is markup of ours.
 */
#ifndef MLT_REPORT_HTML_H
#define MLT_REPORT_HTML_H

#include "base/text.h"

/* Text between tags or in a quoted attribute: < > & and quotes are escaped; control characters,
 * those that turn the direction of writing (U+202A … U+202E, U+2066 … U+2069) and what is not UTF-8
 * become U+FFFD. */
void mlt_html_text(mlt_text *out, const char *text);
/* A name as an element of its own: its direction of writing stays inside it. */
void mlt_html_name(mlt_text *out, const char *name);
/* "better", "worse", "no evidence" with a sign beside the words; other words as they are. */
void mlt_html_verdict(mlt_text *out, const char *verdict);
/* As mlt_fixed(); a dash where there is no number. */
void mlt_html_number(mlt_text *out, double value, int decimals);
/* A share of 1 as "12.3 %". */
void mlt_html_percent(mlt_text *out, double share);
/* "low…high" with decimals, scaled; nothing where either is not there. */
void mlt_html_interval(mlt_text *out, double low, double high, double scale, int decimals);
/* A number for scripts: data-NAME="…" with a leading space; empty where it is not defined. */
void mlt_html_data(mlt_text *out, const char *name, double value);

#endif
