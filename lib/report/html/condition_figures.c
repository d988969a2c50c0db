/* SPDX-License-Identifier: MIT */
#include <math.h>
#include <string.h>

#include "report/html/condition.h"
#include "report/html/html.h"
#include "report/html/names.h"

static void put_step(mlt_text *out, const mlt_jstep *step)
{
    mlt_html_short_name(out, step->kind);
    mlt_text_puts(out, " (");
    mlt_html_short_name(out, step->category);
    for (size_t i = 0; i < step->n_params; i++) {
        mlt_text_puts(out, i == 0 ? "; " : ", ");
        mlt_html_short_name(out, step->params[i].name);
        mlt_text_puts(out, " = ");
        mlt_text_f64(out, step->params[i].value);
    }
    mlt_text_puts(out, step->informational ? "; no part of the risk)" : ")");
}

static void put_replicates(mlt_text *out, const mltest_scorecard *card, size_t condition)
{
    const mlt_level_score *level = &card->levels[card->level_of[condition]];
    if (level->n_replicates < 2)
        return;
    mlt_text_puts(out, " One of several replicates, of which the matrix has the mean; others:");
    for (size_t c = 0; c < card->journal->n_conditions; c++)
        if (c != condition && card->level_of[c] == card->level_of[condition])
            mlt_text_printf(out, " <a href=\"#c%zu\">%zu</a>", c,
                            (size_t)card->journal->conditions[c].replicate);
    mlt_text_putc(out, '.');
}

void mlt_condition_put_about(mlt_text *out, const mltest_report *report, size_t condition)
{
    const mltest_scorecard *card = report->cards[0];
    const mlt_jcondition *c = &card->journal->conditions[condition];
    mlt_text_puts(out, "<p>");
    for (size_t i = 0; i < c->n_steps; i++) {
        mlt_text_puts(out, i > 0 ? ", then " : "");
        put_step(out, &c->steps[i]);
    }
    if (c->n_steps == 0)
        mlt_text_puts(out, condition == 0 ? "The pictures as they are"
                                          : "The pictures as they are, asked about once more");
    mlt_text_putc(out, '.');
    if (c->n_steps > 0 && isfinite(card->conditions[condition].change)) {
        mlt_text_puts(out, " Pixels change by ");
        mlt_html_number(out, card->conditions[condition].change, 1);
        mlt_text_puts(out, " grey levels in the mean.");
    }
    if (c->n_steps > 0)
        put_replicates(out, card, condition);
    mlt_text_puts(out, "</p>\n");
}

static double cell(const mlt_table *t, const char *column, size_t row)
{
    const mlt_column *c = mlt_table_find_column(t, column);
    return c != NULL && c->type == MLT_COLUMN_DOUBLE ? c->doubles[row] : NAN;
}

/* In the words of the scorecard. */
static void put_verdict(mlt_text *out, const mltest_scorecard *card, size_t condition)
{
    const mlt_table *t = mlt_results_find_table(card->results, "conditions");
    if (t == NULL || card->journal->conditions[condition].n_steps == 0) {
        mlt_text_puts(out, "–");
        return;
    }
    if (isnan(card->conditions[condition].affected.value)) {
        mlt_text_puts(out, "left out");
        return;
    }
    const char *verdict = mlt_table_find_column(t, "verdict")->strings[condition];
    double further = cell(t, "further_samples", condition);
    mlt_html_text(out, verdict);
    if (strcmp(verdict, "inconclusive") == 0 && isfinite(further)) {
        mlt_text_puts(out, ", ");
        mlt_html_number(out, further, 0);
        mlt_text_puts(out, " more");
    } else if (strcmp(verdict, "inconclusive") == 0) {
        mlt_text_puts(out, ", too close");
    }
}

static void put_heads(mlt_text *out, const mltest_report *report)
{
    bool classes = report->cards[0]->journal->run.task == MLTEST_TASK_CLASSIFICATION;
    static const char *const heads[] = {"model",        "n",    "failed",  "skipped",
                                        "affected",     "95 %", "verdict", "robustness",
                                        "newly broken", NULL};
    mlt_text_puts(out, "<tr>");
    for (size_t i = 0; heads[i] != NULL; i++)
        mlt_text_printf(out, "<th scope=\"col\">%s</th>", heads[i]);
    mlt_text_printf(out, "<th scope=\"col\">%s</th><th scope=\"col\">drop</th>",
                    mlt_html_performance_name(report));
    if (!classes)
        mlt_text_puts(out, "<th scope=\"col\">AP50</th><th scope=\"col\">drop</th>");
    mlt_text_puts(out, "</tr>\n");
}

static void put_number(mlt_text *out, double value)
{
    mlt_text_puts(out, "<td>");
    mlt_html_number(out, value, 3);
    mlt_text_puts(out, "</td>");
}

static void put_row(mlt_text *out, const mltest_report *report, size_t condition, size_t model)
{
    const mltest_scorecard *card = report->cards[model];
    const mlt_condition_score *s = &card->conditions[condition];
    bool is_clean = card->journal->conditions[condition].n_steps == 0 && condition == 0;
    mlt_text_puts(out, "<tr><th scope=\"row\">");
    mlt_html_model(out, report, model);
    mlt_text_printf(out, "</th><td>%llu</td><td>%llu</td><td>%llu</td><td>",
                    (unsigned long long)s->n_eligible, (unsigned long long)s->n_failed,
                    (unsigned long long)s->n_skipped);
    mlt_html_percent(out, is_clean ? NAN : s->affected.value);
    mlt_text_puts(out, "</td><td>");
    mlt_html_interval(out, is_clean ? NAN : s->affected.low, s->affected.high, 100, 1);
    mlt_text_puts(out, "</td><td>");
    put_verdict(out, card, condition);
    mlt_text_puts(out, "</td><td>");
    mlt_html_number(out, is_clean ? NAN : 100 * s->mean_r, 1);
    mlt_text_puts(out, "</td><td>");
    mlt_html_percent(out, is_clean ? NAN : s->newly_broken.value);
    mlt_text_puts(out, "</td>");
    put_number(out, s->map);
    put_number(out, is_clean ? NAN : s->drop);
    if (card->journal->run.task != MLTEST_TASK_CLASSIFICATION) {
        put_number(out, s->ap50);
        put_number(out, is_clean ? NAN : s->drop50);
    }
    mlt_text_puts(out, "</tr>\n");
}

void mlt_condition_put_figures(mlt_text *out, const mltest_report *report, size_t condition)
{
    mlt_text_puts(out,
                  "<div class=\"wide\" tabindex=\"0\" role=\"region\" aria-label=\"figures of ");
    mlt_html_name_in_attribute(out, report->cards[0]->journal->conditions[condition].name);
    mlt_text_puts(out, "\"><table><caption>n: eligible samples</caption>\n");
    put_heads(out, report);
    for (size_t k = 0; k < report->n; k++)
        put_row(out, report, condition, k);
    mlt_text_puts(out, "</table></div>\n");
    for (size_t k = 0; k < report->n; k++) {
        if (!report->cards[k]->conditions[condition].label_limited)
            continue;
        mlt_text_puts(out, "<p class=\"quiet\">Label-limited: labels are known only up to an "
                           "interval here, so AP50 alone is told.</p>\n");
        return;
    }
}
