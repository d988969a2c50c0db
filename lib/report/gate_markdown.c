/* SPDX-License-Identifier: MIT */
/*
 * A table in Markdown as code hosts show it.
 */
#include <inttypes.h>
#include <string.h>

#include "base/error.h"
#include "base/utf8.h"
#include "report/gate_row.h"
#include "report/report.h"

/* Nothing of a text is markup, a cell's end or a link. */
static void put_escaped(mlt_text *out, const char *text)
{
    for (size_t n = strlen(text), used; n > 0; text += used, n -= used) {
        used = mlt_utf8_active(text, n);
        if (used > 0)
            mlt_text_putc(out, ' ');
        else if (*text == '<')
            mlt_text_puts(out, "&lt;");
        else if (*text == '>')
            mlt_text_puts(out, "&gt;");
        else if (*text == '&')
            mlt_text_puts(out, "&amp;");
        else if (*text == '@' || *text == '#') /* names of people and of issues */
            mlt_text_puts(out, *text == '@' ? "&#64;" : "&#35;");
        else if (strchr("\\`*_{}[]()!|~$", *text) != NULL)
            mlt_text_printf(out, "\\%c", *text);
        else
            mlt_text_putc(out, *text);
        used += used == 0;
    }
}

static void put_row(mlt_text *out, const mlt_gate_row *row)
{
    bool is_pass = strcmp(row->verdict, "pass") == 0, is_fail = strcmp(row->verdict, "fail") == 0;
    mlt_text_puts(out, is_pass ? "| pass | " : is_fail ? "| **fail** | " : "| *inconclusive* | ");
    put_escaped(out, row->gate);
    mlt_text_puts(out, " | ");
    mlt_gate_row_finding(out, row);
    mlt_text_puts(out, " | ");
    put_escaped(out, row->reason);
    mlt_text_puts(out, " |\n");
}

mltest_status mlt_report_gate_markdown(mlt_text *out, const mlt_results *results,
                                       mltest_error **error)
{
    mlt_gate_row row;
    mlt_text_puts(out, "### Gates: ");
    put_escaped(out, mlt_gate_text_of(results, "model.name"));
    mlt_text_puts(out, " on ");
    put_escaped(out, mlt_gate_text_of(results, "dataset.name"));
    mlt_text_puts(out, "\n\n| verdict | gate | found | why |\n|---|---|---|---|\n");
    for (size_t i = 0; mlt_gate_row_read(&row, results, i); i++)
        put_row(out, &row);
    mlt_text_printf(out,
                    "\n%s: %" PRIu64 " passed, %" PRIu64 " failed, %" PRIu64
                    " inconclusive. Bounds are one-sided, each at 95 %%.\n",
                    mlt_gate_text_of(results, "verdict"), mlt_gate_count_of(results, "passed"),
                    mlt_gate_count_of(results, "failed"),
                    mlt_gate_count_of(results, "inconclusive"));
    const char *note = mlt_gate_row_note(results);
    if (note != NULL)
        mlt_text_printf(out, "\nNote: %s.\n", note);
    return mlt_text_ok(out) ? MLTEST_OK : mlt_fail_memory(error);
}
