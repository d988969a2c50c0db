/* SPDX-License-Identifier: MIT */
/*
 * The page as a whole: its head, its parts, its style and its script.
 */
#include "base/error.h"
#include "report/assets.h"
#include "report/html/html.h"
#include "report/html/sections.h"

static void put_title(mlt_text *out, const mltest_report *report)
{
    const mlt_jrun *run = &report->cards[0]->journal->run;
    if (report->settings.title[0] != '\0') {
        mlt_html_text(out, report->settings.title);
        return;
    }
    for (size_t i = 0; i < report->n; i++) {
        mlt_text_puts(out, i == 0 ? "" : i + 1 < report->n ? ", " : " and ");
        mlt_html_text(out, report->cards[i]->journal->run.model_name);
    }
    mlt_text_puts(out, " on ");
    mlt_html_text(out, run->dataset_name);
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
    put_title(out, report);
    mlt_text_puts(out, "</title>\n<style>\n");
    mlt_text_add(out, mlt_asset_css.bytes, mlt_asset_css.n);
    mlt_text_puts(out, "</style>\n</head>\n");
}

static void put_body(mlt_text *out, const mltest_report *report, bool folder)
{
    mlt_text_puts(out, "<body>\n<header>\n<h1>");
    put_title(out, report);
    mlt_text_puts(out, "</h1>\n</header>\n<main>\n");
    mlt_html_glance(out, report);
    mlt_html_comparison(out, report);
    mlt_html_matrix(out, report);
    mlt_html_curves(out, report);
    mlt_html_failures(out, report, folder);
    mlt_html_conditions(out, report);
    mlt_html_tables(out, report);
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
