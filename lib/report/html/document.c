/* SPDX-License-Identifier: MIT */
/*
 * The page as a whole: its head, its parts, its style and its script.
 */
#include "base/error.h"
#include "report/assets.h"
#include "report/html/html.h"
#include "report/html/names.h"
#include "report/html/sections.h"

typedef void put_fn(mlt_text *out, const char *text);

static void put_title(mlt_text *out, const mltest_report *report, put_fn *put)
{
    const mlt_jrun *run = &report->cards[0]->journal->run;
    if (report->settings.title[0] != '\0') {
        put(out, report->settings.title);
        return;
    }
    for (size_t i = 0; i < report->n; i++) {
        mlt_text_puts(out, i == 0 ? "" : i + 1 < report->n ? ", " : " and ");
        put(out, report->cards[i]->journal->run.model_name);
    }
    mlt_text_puts(out, " on ");
    put(out, run->dataset_name);
}

/* Nothing may be fetched, whatever the page holds. */
static void put_head(mlt_text *out, const mltest_report *report)
{
    mlt_text_puts(out,
                  "<!doctype html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n"
                  "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; "
                  "style-src 'unsafe-inline'; script-src 'unsafe-inline'; img-src 'self' data: "
                  "file:\">\n"
                  "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n"
                  "<meta name=\"color-scheme\" content=\"light dark\">\n<title>");
    put_title(out, report, mlt_html_text);
    mlt_text_puts(out, "</title>\n<style>\n");
    mlt_text_add(out, mlt_asset_css.bytes, mlt_asset_css.n);
    mlt_text_puts(out, "</style>\n</head>\n");
}

/* --- parts ------------------------------------------------------------------------------------ */

typedef struct {
    const char *id, *title;
    void (*put)(mlt_text *out, const mltest_report *report);
} part;

static const part before[] = {{"glance", "At a glance", mlt_html_glance},
                              {"comparison", "Side by side", mlt_html_comparison},
                              {"matrix", "Matrix", mlt_html_matrix},
                              {"curves", "Curves", mlt_html_curves}};
static const part after[] = {{"conditions", "Conditions", mlt_html_conditions},
                             {"tables", "All tables", mlt_html_tables}};

/* Of what the parts wrote between two lengths; nothing where they wrote nothing. */
static void put_link(mlt_text *nav, const mlt_text *parts, size_t before_n, const char *id,
                     const char *title)
{
    if (parts->n > before_n)
        mlt_text_printf(nav, "<li><a href=\"#%s\">%s</a></li>\n", id, title);
}

static void put_parts(mlt_text *nav, mlt_text *parts, const mltest_report *report,
                      const part *items, size_t n)
{
    for (size_t i = 0; i < n; i++) {
        size_t n_before = parts->n;
        items[i].put(parts, report);
        put_link(nav, parts, n_before, items[i].id, items[i].title);
    }
}

static void put_header(mlt_text *out, const mltest_report *report)
{
    const mltest_journal *j = report->cards[0]->journal;
    mlt_text_puts(out, "<header>\n<h1>");
    put_title(out, report, mlt_html_short_name);
    mlt_text_puts(out, "</h1>\n<p class=\"quiet\">Suite ");
    mlt_html_name(out, j->run.suite_name);
    mlt_text_printf(out, ": %zu conditions on %zu pictures.</p>\n", j->n_conditions, j->n_samples);
    if (report->draws_note.n > 0) {
        mlt_text_puts(out, "<p class=\"quiet\">");
        mlt_html_text(out, mlt_text_string(&report->draws_note));
        mlt_text_puts(out, "</p>\n");
    }
}

/* What there is to go to is known once it is written. */
static void put_body(mlt_text *out, const mltest_report *report, bool folder)
{
    mlt_text nav, parts;
    mlt_text_init(&nav, out->ctx);
    mlt_text_init(&parts, out->ctx);
    put_parts(&nav, &parts, report, before, sizeof before / sizeof before[0]);
    size_t n_before = parts.n;
    mlt_html_failures(&parts, report, folder);
    put_link(&nav, &parts, n_before, "failures", "Failures");
    put_parts(&nav, &parts, report, after, sizeof after / sizeof after[0]);
    mlt_text_puts(out, "<body>\n");
    put_header(out, report);
    mlt_text_puts(out, "<nav class=\"contents\" aria-label=\"Contents\"><ul>\n");
    mlt_text_add(out, mlt_text_string(&nav), nav.n);
    mlt_text_puts(out, "</ul></nav>\n</header>\n<main>\n");
    mlt_text_add(out, mlt_text_string(&parts), parts.n);
    out->failed = out->failed || !mlt_text_ok(&nav) || !mlt_text_ok(&parts);
    mlt_text_free(&nav);
    mlt_text_free(&parts);
    mlt_text_puts(out, "</main>\n<script>\n");
    mlt_text_add(out, mlt_asset_js.bytes, mlt_asset_js.n);
    mlt_text_puts(out, "</script>\n</body>\n</html>\n");
}

mltest_status mlt_report_html(mlt_text *out, const mltest_report *report, bool folder,
                              mltest_error **error)
{
    put_head(out, report);
    put_body(out, report, folder);
    return mlt_text_ok(out) ? MLTEST_OK : mlt_fail_memory(error);
}

void mlt_page_picture_name(mlt_text *out, size_t picture)
{
    mlt_text_printf(out, "pictures/%04zu.jpg", picture);
}
