/* SPDX-License-Identifier: MIT */
#include "report/html/names.h"

#include <string.h>

#include "base/utf8.h"
#include "report/html/html.h"

static size_t step(const char *text, size_t n)
{
    unsigned code;
    size_t used = mlt_utf8_next(text, n, &code);
    return used > 0 ? used : 1;
}

/* Where the character begins of which `behind` are left, and how many there are. */
static const char *find_tail(const char *name, size_t behind, size_t *length)
{
    const char *tail = name;
    size_t n = strlen(name);
    *length = 0;
    for (size_t at = 0; at < n; at += step(name + at, n - at))
        if (++*length > behind)
            tail += step(tail, (size_t)(name + n - tail));
    return tail;
}

void mlt_html_short(mlt_text *out, const char *name, size_t most)
{
    most = most < MLT_HTML_MOST_NAME ? most : MLT_HTML_MOST_NAME;
    size_t length, behind = most / 2;
    const char *tail = find_tail(name, behind, &length);
    if (length <= most) {
        mlt_html_text(out, name);
        return;
    }
    char head[4 * MLT_HTML_MOST_NAME + 1];
    size_t n = strlen(name), used = 0;
    for (size_t i = 0; i + behind + 1 < most; i++)
        used += step(name + used, n - used);
    memcpy(head, name, used);
    head[used] = '\0';
    mlt_html_text(out, head);
    mlt_text_puts(out, "…");
    mlt_html_text(out, tail);
}

void mlt_html_short_name(mlt_text *out, const char *name)
{
    mlt_text_puts(out, "<bdi>");
    mlt_html_short(out, name, MLT_HTML_MOST_NAME);
    mlt_text_puts(out, "</bdi>");
}

void mlt_html_name_in_attribute(mlt_text *out, const char *name)
{
    mlt_text_puts(out, "\xe2\x81\xa8"); /* first strong isolate … */
    mlt_html_short(out, name, MLT_HTML_MOST_NAME);
    mlt_text_puts(out, "\xe2\x81\xa9"); /* … and its end */
}

static const char *model_name(const mltest_report *report, size_t model)
{
    return report->cards[model]->journal->run.model_name;
}

static void put_number(mlt_text *out, const mltest_report *report, size_t model)
{
    for (size_t i = 0; i < report->n; i++) {
        if (i == model || strcmp(model_name(report, i), model_name(report, model)) != 0)
            continue;
        mlt_text_printf(out, " (%zu)", model + 1);
        return;
    }
}

void mlt_html_model(mlt_text *out, const mltest_report *report, size_t model)
{
    mlt_text_printf(out, "<span class=\"model model-%zu\">", model + 1);
    mlt_html_short_name(out, model_name(report, model));
    put_number(out, report, model);
    mlt_text_puts(out, "</span>");
}

void mlt_html_model_in_attribute(mlt_text *out, const mltest_report *report, size_t model)
{
    mlt_html_name_in_attribute(out, model_name(report, model));
    put_number(out, report, model);
}

const char *mlt_html_performance_name(const mltest_report *report)
{
    bool classes = report->cards[0]->journal->run.task == MLTEST_TASK_CLASSIFICATION;
    return classes ? "top-1" : "mAP";
}
