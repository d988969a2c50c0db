/* SPDX-License-Identifier: MIT */
#include "report/html/html.h"
#include "report/html/sections.h"

void mlt_html_glance(mlt_text *out, const mltest_report *report)
{
    (void)report;
    mlt_text_puts(out, "<section id=\"glance\"><h2>glance</h2></section>\n");
}
