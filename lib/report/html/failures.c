/* SPDX-License-Identifier: MIT */
#include "report/html/html.h"
#include "report/html/sections.h"

void mlt_html_failures(mlt_text *out, const mltest_report *report, bool folder)
{
    (void)report;
    (void)folder;
    mlt_text_puts(out, "<section id=\"failures\"><h2>failures</h2></section>\n");
}
