/* SPDX-License-Identifier: MIT */
#include "report/html/html.h"
#include "report/html/sections.h"

void mlt_html_matrix(mlt_text *out, const mltest_report *report)
{
    (void)report;
    mlt_text_puts(out, "<section id=\"matrix\"><h2>matrix</h2></section>\n");
}
