/* SPDX-License-Identifier: MIT */
#include <math.h>

#include "report/html/condition.h"
#include "report/html/html.h"
#include "report/html/names.h"

/* The failure that shows a sample in pictures; report->n_failures if there is none. */
static size_t find_failure(const mltest_report *report, size_t model, size_t sample,
                           size_t condition)
{
    size_t i = 0;
    while (i < report->n_failures &&
           (report->failures[i].sample != sample || report->failures[i].condition != condition ||
            report->failures[i].model != model))
        i++;
    return i;
}

/* Rows leave out the end tags that HTML does not need: there are many. */
static void put_row(mlt_text *out, const mltest_report *report, size_t model, size_t sample,
                    size_t condition)
{
    const mltest_scorecard *card = report->cards[model];
    const mlt_sample_score *s = mlt_scorecard_sample(card, sample, condition);
    size_t failure = find_failure(report, model, sample, condition);
    mlt_text_puts(out, "<tr><td>");
    mlt_html_short_name(out, card->journal->samples[sample].id);
    mlt_text_puts(out, "</td><td>");
    if (s->failed)
        mlt_text_puts(out, "failed");
    else
        mlt_html_number(out, s->r, 3);
    if (card->journal->run.task != MLTEST_TASK_CLASSIFICATION)
        mlt_text_printf(out, "</td><td>%u</td><td>%u</td><td>%u", s->lost, s->added, s->moved);
    mlt_text_puts(out, "</td><td>");
    mlt_html_number(out, s->q0, 3);
    mlt_text_puts(out, "</td><td>");
    mlt_html_number(out, s->q, 3);
    if (failure < report->n_failures)
        mlt_text_printf(out, "</td><td><a href=\"#f%zu\">pictures</a>", failure);
    mlt_text_puts(out, "</td></tr>\n");
}

static void put_caption(mlt_text *out, const mltest_report *report, size_t model,
                        const mlt_changed *changed)
{
    mlt_text_puts(out, "<table class=\"condition-samples\"><caption>");
    mlt_html_model(out, report, model);
    mlt_text_puts(out, ": ");
    if (changed->n < changed->n_changed)
        mlt_text_printf(out, "the %zu of %zu samples that change most", changed->n,
                        changed->n_changed);
    else
        mlt_text_printf(out, "%zu sample%s", changed->n, changed->n == 1 ? " changes" : "s change");
    mlt_text_puts(out, "</caption>\n<thead><tr><th scope=\"col\">sample</th><th scope=\"col\">"
                       "consistency</th>");
    if (report->cards[0]->journal->run.task != MLTEST_TASK_CLASSIFICATION)
        mlt_text_puts(
            out,
            "<th scope=\"col\">lost</th><th scope=\"col\">new</th><th scope=\"col\">moved</th>");
    mlt_text_puts(out, "<th scope=\"col\">correct before</th><th scope=\"col\">now</th>");
    mlt_text_puts(out, report->n_failures > 0
                           ? "<th scope=\"col\">pictures</th></tr></thead>\n<tbody>\n"
                           : "</tr></thead>\n<tbody>\n");
}

void mlt_condition_put_samples(mlt_text *out, const mltest_report *report, size_t condition,
                               size_t model, mlt_changed *changed)
{
    mlt_changed_find(changed, report->cards[model], condition);
    if (changed->n == 0) {
        if (changed->most == 0)
            return;
        mlt_text_puts(out, "<p>");
        mlt_html_model(out, report, model);
        mlt_text_puts(out, ": no sample changes.</p>\n");
        return;
    }
    mlt_text_puts(out, "<div class=\"wide\" tabindex=\"0\" role=\"region\" aria-label=\"samples, ");
    mlt_html_model_in_attribute(out, report, model);
    mlt_text_puts(out, "\">");
    put_caption(out, report, model, changed);
    for (size_t i = 0; i < changed->n; i++)
        put_row(out, report, model, changed->samples[i], condition);
    mlt_text_puts(out, "</tbody></table></div>\n");
}
