/* SPDX-License-Identifier: MIT */
#include <math.h>

#include "report/html/failure_filter.h"
#include "report/html/failure_parts.h"
#include "report/html/html.h"
#include "report/html/names.h"
#include "report/html/sections.h"

enum { NAME = 120 };

/* Classes of which something changed, and what happened at all. */
static void put_changes(mlt_text *out, const mltest_report *r, const mlt_page_failure *f)
{
    const mlt_page_box *lists[] = {f->clean_boxes, f->now_boxes};
    const size_t n[] = {f->n_clean, f->n_now}, n_classes = r->cards[0]->journal->run.n_classes;
    bool states[MLT_PAGE_STATES] = {false};
    mlt_text_puts(out, " data-classes=\"");
    for (size_t cls = 0; cls < n_classes; cls++) {
        bool any = false;
        for (int side = 0; side < 2; side++)
            for (size_t i = 0; i < n[side]; i++) {
                mlt_page_state state = lists[side][i].state;
                bool changed = state >= MLT_PAGE_LOST && state <= MLT_PAGE_RECLASSIFIED;
                states[state] = true;
                any = any || (changed && lists[side][i].cls == (int32_t)cls);
            }
        if (any)
            mlt_text_printf(out, "%zu ", cls);
    }
    mlt_text_puts(out, "\" data-state=\"");
    for (int i = MLT_PAGE_LOST; i <= MLT_PAGE_RECLASSIFIED; i++)
        if (states[i])
            mlt_text_printf(out, "%s ", mlt_page_state_names[i]);
    mlt_text_putc(out, '"');
}

static void put_condition(mlt_text *out, const mltest_report *r, size_t condition)
{
    const mlt_jcondition *c = &r->cards[0]->journal->conditions[condition];
    mlt_text_printf(out, "<a href=\"#c%zu\"><bdi>", condition);
    if (c->n_steps == 1) {
        mlt_html_short(out, c->steps[0].kind, NAME);
        mlt_text_puts(out, "</bdi> at severity ");
        mlt_text_f64(out, c->severity);
    } else {
        mlt_html_short(out, c->name, NAME);
        mlt_text_puts(out, "</bdi>");
    }
    mlt_text_puts(out, "</a>");
    if (c->replicate > 0)
        mlt_text_printf(out, ", replicate %u", c->replicate);
}

static void put_head(mlt_text *out, const mltest_report *r, const mlt_page_failure *f)
{
    const mltest_journal *j = r->cards[f->model]->journal;
    mlt_text_puts(out, "<p class=\"fail-head\"><strong>");
    put_condition(out, r, f->condition);
    mlt_text_puts(out, "</strong>");
    if (r->n > 1) {
        mlt_text_puts(out, " · model <bdi>");
        mlt_html_short(out, j->run.model_name, NAME);
        mlt_text_puts(out, "</bdi>");
    }
    mlt_text_puts(out, " · <bdi>");
    mlt_html_short(out, j->samples[f->sample].id, NAME);
    mlt_text_puts(out, "</bdi></p>\n");
}

static void put_count(mlt_text *out, const char *name, uint32_t n)
{
    mlt_text_printf(out, "<div><dt>%s<dd>%u</div>", name, n);
}

/* As the scorecard counts them. */
static void put_figures(mlt_text *out, const mltest_report *r, const mlt_page_failure *f)
{
    const mlt_sample_score *s = mlt_scorecard_sample(r->cards[f->model], f->sample, f->condition);
    mlt_text_puts(out, "<dl class=\"fail-figures\"><div><dt>consistency<dd>");
    mlt_html_number(out, f->r, 2);
    mlt_text_puts(out, "</div>");
    if (!isnan(f->q)) {
        mlt_text_puts(out, "<div><dt>correctness<dd>");
        mlt_html_number(out, f->q0, 2);
        mlt_text_puts(out, " → ");
        mlt_html_number(out, f->q, 2);
        mlt_text_puts(out, "</div>");
    }
    if (!mlt_page_is_classification(r)) {
        put_count(out, "kept", s->kept);
        put_count(out, "lost", s->lost);
        put_count(out, "new", s->added);
        put_count(out, "moved", s->moved);
        put_count(out, "other class", s->reclassified);
    }
    mlt_text_puts(out, "</dl>\n");
}

static void put_failed(mlt_text *out, const mltest_report *r, const mlt_page_failure *f)
{
    const mlt_joutcome *now =
        mlt_journal_outcome(r->cards[f->model]->journal, f->sample, f->condition);
    if (now->type != MLT_FAILURE)
        return;
    mlt_text_puts(out, "<p class=\"worse\">The model gave no answer to the changed picture: <bdi>");
    mlt_html_short(out, now->message != NULL ? now->message : "", NAME);
    mlt_text_puts(out, "</bdi></p>\n");
}

static void put_recipe(mlt_text *out, const mlt_page_failure *f)
{
    mlt_text_puts(out, "<p class=\"fail-recipe\"><code>");
    mlt_html_text(out, f->recipe);
    mlt_text_puts(out, "</code> <button type=\"button\" class=\"fail-copy controls\" hidden>Copy"
                       "</button></p>\n");
}

static void put_failure(mlt_text *out, const mltest_report *r, size_t i, bool folder)
{
    const mlt_page_failure *f = &r->failures[i];
    const mlt_jcondition *c = &r->cards[0]->journal->conditions[f->condition];
    mlt_text_printf(out, "<figure class=\"failure\" id=\"f%zu\" data-kind=\"", i);
    mlt_html_kind(out, c);
    mlt_text_putc(out, '"');
    mlt_html_data(out, "severity", c->severity);
    mlt_html_data(out, "model", (double)f->model);
    mlt_html_data(out, "consistency", f->r);
    put_changes(out, r, f);
    mlt_text_puts(out, ">\n");
    mlt_text_puts(out, "<figcaption>\n");
    put_head(out, r, f);
    put_failed(out, r, f);
    put_figures(out, r, f);
    mlt_text_puts(out, "</figcaption>\n");
    mlt_html_stage(out, r, f, folder);
    put_recipe(out, f);
    mlt_html_failure_table(out, r, f);
    mlt_text_puts(out, "</figure>\n");
}

void mlt_html_failures(mlt_text *out, const mltest_report *r, bool folder)
{
    mlt_text_printf(out, "<section id=\"failures\" data-models=\"%zu\">\n<h2>Failures</h2>\n",
                    r->n);
    if (r->n_failures > 0)
        mlt_text_puts(out, "<p>Where answers change most: the clean picture and the changed one, "
                           "made again from the data set. The worst of every condition come "
                           "first.</p>\n");
    if (r->pictures_note.n > 0) {
        mlt_text_puts(out, "<p class=\"quiet fail-note\">");
        mlt_html_text(out, mlt_text_string(&r->pictures_note));
        mlt_text_puts(out, "</p>\n");
    }
    if (r->n_failures > 0) {
        mlt_html_failure_filter(out, r);
        mlt_html_failure_pager(out, true);
        if (!mlt_page_is_classification(r))
            mlt_html_failure_legend(out);
        if (!folder)
            mlt_html_shared_pictures(out, r);
    }
    for (size_t i = 0; i < r->n_failures; i++)
        put_failure(out, r, i, folder);
    if (r->n_failures > 0)
        mlt_html_failure_pager(out, false);
    mlt_text_puts(out, "</section>\n");
}
