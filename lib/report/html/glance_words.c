/* SPDX-License-Identifier: MIT */
#include <math.h>
#include <string.h>

#include "report/columns.h"
#include "report/html/glance.h"
#include "report/html/html.h"
#include "report/table_view.h"

enum { MOST_WORST = 3, MOST_ADVICE = 5 };

/* --- the worst conditions --------------------------------------------------------------------- */

/* Those that change pictures to see what becomes of the answers. */
static bool is_candidate(const mltest_scorecard *card, size_t level)
{
    const mlt_level_score *l = &card->levels[level];
    const mlt_jcondition *c = &card->journal->conditions[l->first];
    for (size_t i = 0; i < c->n_steps; i++)
        if (c->steps[i].informational)
            return false;
    return c->n_steps > 0 && !l->undefined && l->affected.value > 0;
}

/* At most MOST_WORST of them; of equal ones the first. How many. */
static size_t find_worst(const mltest_scorecard *card, size_t worst[MOST_WORST])
{
    size_t n = 0;
    for (size_t i = 0; i < card->n_levels; i++) {
        if (!is_candidate(card, i))
            continue;
        size_t at = n < MOST_WORST ? n++ : MOST_WORST;
        for (;
             at > 0 && card->levels[worst[at - 1]].affected.value < card->levels[i].affected.value;
             at--)
            if (at < MOST_WORST)
                worst[at] = worst[at - 1];
        if (at < MOST_WORST)
            worst[at] = i;
    }
    return n;
}

/* "fog at severity 5", and where more is said of it. */
static void put_condition(mlt_text *out, const mltest_report *r, const mlt_jcondition *c)
{
    int64_t place = mlt_journal_find_condition(r->cards[0]->journal, c->name);
    if (place >= 0)
        mlt_text_printf(out, "<a href=\"#c%lld\">", (long long)place);
    mlt_html_name(out, c->n_steps == 1 ? c->steps[0].kind : c->name);
    if (c->n_steps == 1) {
        mlt_text_puts(out, " at severity ");
        mlt_text_f64(out, c->severity);
    }
    mlt_text_puts(out, place >= 0 ? "</a>" : "");
}

static void put_fall(mlt_text *out, const mltest_scorecard *card, const mlt_level_score *l)
{
    bool is_top = card->journal->run.task == MLTEST_TASK_CLASSIFICATION;
    if (!(l->drop >= 0.0005))
        return;
    mlt_text_puts(out, is_top ? "; top-1 falls from " : "; mAP falls from ");
    mlt_fixed(out, l->performance + l->drop, 3);
    mlt_text_puts(out, " to ");
    mlt_fixed(out, l->performance, 3);
}

static void put_level(mlt_text *out, const mltest_report *r, const mltest_scorecard *card,
                      const mlt_level_score *l)
{
    mlt_text_puts(out, "<li>Under ");
    put_condition(out, r, &card->journal->conditions[l->first]);
    mlt_text_puts(out, ", <strong>");
    mlt_html_percent(out, l->affected.value);
    mlt_text_puts(out, "</strong> of ");
    mlt_text_u64(out, l->n);
    mlt_text_puts(out, l->n == 1 ? " picture change" : " pictures change");
    if (isfinite(l->affected.low) && isfinite(l->affected.high)) {
        mlt_text_puts(out, " <span class=\"glance-one\">(95 %: ");
        mlt_html_interval(out, l->affected.low, l->affected.high, 100, 1);
        mlt_text_puts(out, ")</span>");
    }
    if (l->n_replicates > 1)
        mlt_text_printf(out, ", mean of %.0f replicates", (double)l->n_replicates);
    put_fall(out, card, l);
    mlt_text_puts(out, ".</li>\n");
}

void mlt_html_worst(mlt_text *out, const mltest_report *report, size_t model)
{
    const mltest_scorecard *card = report->cards[model];
    size_t worst[MOST_WORST], n = find_worst(card, worst);
    mlt_text_puts(out, "<h4>Where it changes most</h4>\n");
    if (n == 0) {
        mlt_text_puts(out, "<p>No condition changes its answers.</p>\n");
        return;
    }
    mlt_text_puts(out, "<ol>\n");
    for (size_t i = 0; i < n; i++)
        put_level(out, report, card, &card->levels[worst[i]]);
    mlt_text_puts(out, "</ol>\n");
}

/* --- what to do next -------------------------------------------------------------------------- */

static void put_advice(mlt_text *out, const mlt_table *t, size_t row)
{
    const char *augmentations = mlt_table_string(t, "augmentations", row);
    mlt_text_puts(out, "<li>Train with ");
    if (augmentations[0] != '\0') {
        mlt_html_name(out, augmentations);
        mlt_text_puts(out, strchr(augmentations, ' ') != NULL ? " (or one of these)" : "");
    } else {
        mlt_text_puts(out, "pictures of ");
        mlt_html_name(out, mlt_table_string(t, "kind", row));
    }
    mlt_text_puts(out, ": ");
    mlt_html_name(out, mlt_table_string(t, "kind", row));
    mlt_text_puts(out, " changes ");
    mlt_html_percent(out, mlt_table_number(t, "affected", row));
    mlt_text_puts(out, " of pictures and costs at least <strong>");
    mlt_html_number(out, mlt_table_number(t, "cost", row), 1);
    mlt_text_puts(out, "</strong> points of risk.</li>\n");
}

void mlt_html_advice(mlt_text *out, const mltest_report *report, size_t model)
{
    const mltest_scorecard *card = report->cards[model];
    const mlt_results *results =
        report->comparison != NULL ? report->comparison->results : card->results;
    const mlt_table *t = mlt_results_find_table(results, "recommendations");
    size_t n = 0;
    mlt_text_puts(out, "<h4>What to do next</h4>\n");
    for (size_t row = 0; t != NULL && row < t->n_rows && n < MOST_ADVICE; row++) {
        if (!mlt_table_is_of(t, row, model))
            continue;
        if (n++ == 0)
            mlt_text_puts(out, "<p class=\"quiet\">Expected, not tested: train both ways, and "
                               "compare.</p>\n<ul>\n");
        put_advice(out, t, row);
    }
    if (n > 0)
        mlt_text_puts(out, "</ul>\n");
    else if (card->settings.resamples == 0)
        mlt_text_puts(out, "<p>Nothing is sure without draws (resamples is 0).</p>\n");
    else
        mlt_text_puts(out, "<p>No kind of change surely costs anything.</p>\n");
}

/* --- evidence --------------------------------------------------------------------------------- */

static void put_count(mlt_text *out, const char *term, uint64_t n, const char *of, double all)
{
    mlt_text_printf(out, "<div><dt>%s</dt><dd>", term);
    mlt_text_u64(out, n);
    mlt_text_puts(out, of);
    if (isfinite(all))
        mlt_fixed(out, all, 0);
    mlt_text_puts(out, "</dd></div>\n");
}

static void put_share(mlt_text *out, const char *term, double share)
{
    if (!isfinite(share))
        return;
    mlt_text_printf(out, "<div><dt>%s</dt><dd>", term);
    mlt_html_percent(out, share);
    mlt_text_puts(out, "</dd></div>\n");
}

static void put_warnings(mlt_text *out, const mlt_results *results)
{
    const mlt_table *t = mlt_results_find_table(results, "warnings");
    if (t == NULL || t->n_rows == 0)
        return;
    mlt_text_puts(out, "<ul class=\"glance-notes\">\n");
    for (size_t i = 0; i < t->n_rows; i++) {
        mlt_text_puts(out, "<li>");
        mlt_html_text(out, mlt_table_string(t, "text", i));
        mlt_text_puts(out, "</li>\n");
    }
    mlt_text_puts(out, "</ul>\n");
}

void mlt_html_evidence(mlt_text *out, const mltest_report *report, size_t model)
{
    const mltest_scorecard *card = report->cards[model];
    const mlt_results *r = card->results;
    uint64_t failed = 0, skipped = 0;
    for (size_t c = 0; c < card->journal->n_conditions; c++) {
        failed += card->conditions[c].n_failed;
        skipped += card->conditions[c].n_skipped;
    }
    mlt_text_puts(out, "<h4>What to keep in mind</h4>\n<dl class=\"glance-facts\">\n");
    put_count(out, "failed answers", failed, " of ", mlt_results_find_number(r, "calls.total"));
    put_count(out, "skipped", skipped, "", NAN);
    put_share(out, "blind: nothing seen on the clean picture", card->risk.blind_share);
    put_share(out, "change under some condition of severity 3 or less", card->risk.worst_case);
    put_share(out, "noise floor: asked once more",
              mlt_results_find_number(r, "noise_floor.repeat"));
    put_share(out, "noise floor: one grey level of noise",
              mlt_results_find_number(r, "noise_floor.dither"));
    mlt_text_puts(out, "</dl>\n");
    put_warnings(out, r);
}
