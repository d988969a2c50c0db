/* SPDX-License-Identifier: MIT */
#include "report/html/html.h"

#include <math.h>
#include <string.h>

#include "base/utf8.h"
#include "report/columns.h"

static const char *const replaced = "\xef\xbf\xbd";

static const char *escape_of(unsigned code)
{
    switch (code) {
    case '<':
        return "&lt;";
    case '>':
        return "&gt;";
    case '&':
        return "&amp;";
    case '"':
        return "&quot;";
    case '\'':
        return "&#39;";
    case '\n':
    case '\t':
        return " ";
    default:
        return mlt_utf8_is_active(code) ? replaced : NULL;
    }
}

void mlt_html_text(mlt_text *out, const char *text)
{
    size_t n = strlen(text);
    while (n > 0) {
        unsigned code = 0;
        size_t used = mlt_utf8_next(text, n, &code);
        const char *escape = used > 0 ? escape_of(code) : replaced;
        if (escape != NULL)
            mlt_text_puts(out, escape);
        else
            mlt_text_add(out, text, used);
        used += used == 0;
        text += used;
        n -= used;
    }
}

void mlt_html_name(mlt_text *out, const char *name)
{
    mlt_text_puts(out, "<bdi>");
    mlt_html_text(out, name);
    mlt_text_puts(out, "</bdi>");
}

void mlt_html_verdict(mlt_text *out, const char *verdict)
{
    static const char *const known[][3] = {
        {"better", "better", "▲"}, {"worse", "worse", "▼"}, {"no evidence", "none", "–"}};
    for (size_t i = 0; i < sizeof known / sizeof known[0]; i++) {
        if (strcmp(verdict, known[i][0]) != 0)
            continue;
        mlt_text_printf(out,
                        "<span class=\"verdict %s\"><span aria-hidden=\"true\">%s</span> %s"
                        "</span>",
                        known[i][1], known[i][2], known[i][0]);
        return;
    }
    mlt_html_text(out, verdict);
}

void mlt_html_number(mlt_text *out, double value, int decimals)
{
    if (isfinite(value))
        mlt_fixed(out, value, decimals);
    else
        mlt_text_puts(out, "–");
}

void mlt_html_percent(mlt_text *out, double share)
{
    mlt_html_number(out, 100 * share, 1);
    if (isfinite(share))
        mlt_text_puts(out, " %");
}

void mlt_html_interval(mlt_text *out, double low, double high, double scale, int decimals)
{
    if (!isfinite(low) || !isfinite(high))
        return;
    mlt_fixed(out, low * scale, decimals);
    mlt_text_puts(out, "…");
    mlt_fixed(out, high * scale, decimals);
}

void mlt_html_data(mlt_text *out, const char *name, double value)
{
    mlt_text_puts(out, " data-");
    mlt_text_puts(out, name);
    mlt_text_puts(out, "=\"");
    if (isfinite(value))
        mlt_text_f64(out, value);
    mlt_text_putc(out, '"');
}
