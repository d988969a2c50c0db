/* SPDX-License-Identifier: MIT */
/*
 * Parts of a failure on the page: its pictures with boxes over them, and its numbers.
 */
#ifndef MLT_REPORT_HTML_FAILURE_PARTS_H
#define MLT_REPORT_HTML_FAILURE_PARTS_H

#include "report/page.h"

enum { MLT_PAGE_STATES = MLT_PAGE_UNCOUNTED + 1 };

/* "lost": in classes of style, filters and JSON. */
extern const char *const mlt_page_state_names[MLT_PAGE_STATES];
/* "lost", "other class": for people. */
extern const char *const mlt_page_state_words[MLT_PAGE_STATES];

/* The name of a class, short. */
void mlt_html_class(mlt_text *out, const mltest_report *report, int32_t cls, size_t most);
bool mlt_page_is_classification(const mltest_report *report);

/* Pictures that stand once in the file and are shown more than once; nothing for a folder. */
void mlt_html_shared_pictures(mlt_text *out, const mltest_report *report);
/* Clean and changed picture, a layer of boxes over each. */
void mlt_html_stage(mlt_text *out, const mltest_report *report, const mlt_page_failure *failure,
                    bool folder);
/* The same in numbers. */
void mlt_html_failure_table(mlt_text *out, const mltest_report *report,
                            const mlt_page_failure *failure);
/* "data:image/jpeg;base64,…" */
void mlt_html_jpeg_uri(mlt_text *out, const void *bytes, size_t n);

#endif
