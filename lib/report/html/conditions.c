/* SPDX-License-Identifier: MIT */
/*
 * A part that opens for each condition, in the order of the matrix.
 */
#include "report/html/condition.h"
#include "report/html/grid.h"
#include "report/html/html.h"
#include "report/html/names.h"
#include "report/html/sections.h"

/* What is worth knowing before it is opened. */
static void put_summary(mlt_text *out, const mltest_report *report, size_t condition)
{
    mlt_text_puts(out, "<summary><h3>");
    mlt_html_short_name(out, report->cards[0]->journal->conditions[condition].name);
    mlt_text_puts(out, "</h3>");
    for (size_t k = 0; k < report->n && condition > 0; k++) {
        mlt_text_puts(out, " <span class=\"quiet\">");
        mlt_text_puts(out, k == 0 ? "affected: " : "");
        if (report->n > 1) {
            mlt_html_model(out, report, k);
            mlt_text_putc(out, ' ');
        }
        mlt_html_percent(out, report->cards[k]->conditions[condition].affected.value);
        mlt_text_puts(out, "</span>");
    }
    mlt_text_puts(out, "</summary>\n");
}

static void put_condition(mlt_text *out, const mltest_report *report, size_t condition,
                          mlt_changed *scratch)
{
    mlt_text_printf(out, "<details id=\"c%zu\" class=\"condition\">", condition);
    put_summary(out, report, condition);
    mlt_condition_put_about(out, report, condition);
    mlt_condition_put_figures(out, report, condition);
    for (size_t k = 0; k < report->n && condition > 0; k++)
        mlt_condition_put_samples(out, report, condition, k, scratch);
    mlt_text_puts(out, "</details>\n");
}

static void put_level(mlt_text *out, const mltest_report *report, size_t level,
                      mlt_changed *scratch)
{
    const mltest_scorecard *card = report->cards[0];
    for (size_t c = card->levels[level].first; c < card->journal->n_conditions; c++)
        if (card->level_of[c] == level)
            put_condition(out, report, c, scratch);
}

static void put_all(mlt_text *out, const mltest_report *report, const mlt_grid *g,
                    mlt_changed *scratch)
{
    mlt_text_puts(out, "<section id=\"conditions\">\n<h2>Conditions</h2>\n"
                       "<p>Each with the affected share, the figures of each model and the samples "
                       "that change most.</p>\n<p class=\"controls condition-controls\" hidden>"
                       "<button type=\"button\" data-open=\"1\">Open all</button> "
                       "<button type=\"button\" data-open=\"\">Close all</button></p>\n");
    if (g->card->journal->n_conditions > 0)
        put_condition(out, report, 0, scratch);
    for (size_t i = 0; i < g->n_rows * g->n_severities; i++)
        if (g->levels[i] != MLT_GRID_NONE)
            put_level(out, report, (size_t)g->levels[i], scratch);
    for (size_t i = 0; i < g->n_others; i++)
        put_level(out, report, g->others[i], scratch);
    mlt_text_puts(out, "</section>\n");
}

void mlt_html_conditions(mlt_text *out, const mltest_report *report)
{
    mlt_grid g;
    mlt_changed scratch;
    if (!mlt_grid_make(&g, report)) {
        out->failed = true;
        return;
    }
    if (mlt_changed_make(&scratch, report->ctx, report->settings.samples)) {
        put_all(out, report, &g, &scratch);
        mlt_changed_free(&scratch, report->ctx);
    } else {
        out->failed = true;
    }
    mlt_grid_free(&g);
}
