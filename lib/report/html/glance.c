/* SPDX-License-Identifier: MIT */
/*
 * The page in a nutshell: how models differ, then a card a model.
 */
#include "report/html/glance.h"

#include <math.h>
#include <string.h>

#include "report/html/html.h"
#include "report/html/names.h"
#include "report/html/sections.h"
#include "report/html/table.h"

enum { MOST_CLASSES = 8 };
#define LENGTH(array) (sizeof(array) / sizeof(array)[0])

/* --- models beside each other ----------------------------------------------------------------- */

static const char same_metric[] = "same metric, different model";

static void put_pair(mlt_text *out, const mltest_report *r, const mlt_table *pairs, size_t i)
{
    const char *metric = mlt_table_string(pairs, "metric", i);
    size_t n_same =
        strncmp(metric, same_metric, strlen(same_metric)) == 0 ? strlen(same_metric) : 0;
    mlt_text_puts(out, "<p class=\"glance-pair\">");
    mlt_html_model(out, r, i + 1);
    mlt_text_puts(out, " beside ");
    mlt_html_model(out, r, 0);
    mlt_text_puts(out, ": <strong>");
    mlt_html_text(out, mlt_table_string(pairs, "change", i));
    mlt_text_puts(out, ".</strong>");
    if (n_same > 0)
        mlt_text_puts(out,
                      " <span class=\"glance-same\"><strong>Same metric, different model</strong>");
    else if (metric[0] != '\0')
        mlt_text_puts(out, " <span>");
    if (metric[0] != '\0') {
        mlt_html_text(out, metric + n_same);
        mlt_text_puts(out, ".</span>");
    }
    mlt_text_puts(out, "</p>\n");
}

static void put_pairs(mlt_text *out, const mltest_report *r)
{
    if (r->comparison == NULL)
        return;
    const mlt_table *pairs = mlt_results_find_table(r->comparison->results, "pairs");
    const mlt_table *warnings = mlt_results_find_table(r->comparison->results, "warnings");
    for (size_t i = 0; i < pairs->n_rows; i++)
        put_pair(out, r, pairs, i);
    for (size_t i = 0; i < warnings->n_rows; i++) {
        mlt_text_puts(out, "<p class=\"glance-warning\">Note: ");
        mlt_html_text(out, mlt_table_string(warnings, "text", i));
        mlt_text_puts(out, ".</p>\n");
    }
}

/* --- risk ------------------------------------------------------------------------------------- */

typedef struct {
    const char *class, *words;
} zone;

/* Those of a fraction, in points. */
static zone zone_of(double risk)
{
    if (isnan(risk))
        return (zone){"", "no condition counts"};
    return risk <= 5    ? (zone){" zone-green", "green zone: up to 5"}
           : risk <= 20 ? (zone){" zone-yellow", "yellow zone: above 5, up to 20"}
                        : (zone){" zone-red", "red zone: above 20"};
}

static void put_score(mlt_text *out, const mlt_results *results, const char *label,
                      const char *value, const char *figure, const zone *where)
{
    double low, high;
    mlt_text_printf(out,
                    "<div class=\"glance-score%s\"><p class=\"glance-label\">%s</p>"
                    "<p class=\"glance-big\">",
                    where->class, label);
    mlt_html_number(out, mlt_results_find_number(results, value), 1);
    mlt_text_puts(out, "</p><p class=\"glance-of\">of 100, lower is better");
    if (mlt_results_drawn(results, figure, "", &low, &high)) {
        mlt_text_puts(out, "<br>95 % interval ");
        mlt_html_interval(out, low, high, 1, 1);
    }
    mlt_text_printf(out, "</p><p class=\"glance-zone\">%s</p></div>\n", where->words);
}

static void put_scores(mlt_text *out, const mltest_scorecard *card)
{
    const zone risk = zone_of(mlt_results_find_number(card->results, "risk.value"));
    const zone failure = {"", "wrong answers, weighted as the risk"};
    bool is_labelled = card->conditions[0].n_labelled > 0;
    mlt_text_puts(out, "<div class=\"glance-scores\">\n");
    put_score(out, card->results, "Risk: answers that change", "risk.value", "risk", &risk);
    if (is_labelled)
        put_score(out, card->results, "Failure under change", "failure_under_change",
                  "failure_under_change", &failure);
    mlt_text_puts(out, "</div>\n");
    if (card->risk.low_evidence)
        mlt_text_printf(out,
                        "<p class=\"glance-warning\"><strong>Low evidence.</strong> Something is "
                        "seen on %.0f of %zu clean pictures; 30 and half of them are wanted.</p>\n",
                        (double)card->conditions[0].n_eligible, card->journal->n_samples);
    if (!is_labelled)
        mlt_text_puts(out, "<p class=\"glance-warning\"><strong>No labels: stability, not "
                           "quality.</strong> A constant predictor scores 0.</p>\n");
}

/* --- clean pictures --------------------------------------------------------------------------- */

typedef struct {
    const char *head, *value, *low, *high;
} figure;

static void put_figure(mlt_text *out, const mlt_results *r, const figure *f, bool with_intervals)
{
    double value = mlt_results_find_number(r, f->value);
    if (isnan(value))
        return;
    mlt_html_row(out, f->head);
    mlt_html_cell(out, value, 3);
    if (with_intervals)
        mlt_html_cell_interval(out, mlt_results_find_number(r, f->low),
                               mlt_results_find_number(r, f->high), 1, 3);
    mlt_html_row_end(out);
}

static void put_clean(mlt_text *out, const mltest_scorecard *card)
{
    static const figure figures[] = {
        {"clean mAP", "clean.mAP", "clean.mAP_low", "clean.mAP_high"},
        {"clean AP50", "clean.AP50", "clean.AP50_low", "clean.AP50_high"},
        {"clean F1", "clean.F1", "", ""},
        {"clean top-1", "clean.top1", "clean.top1_low", "clean.top1_high"},
        {"clean top-5", "clean.top5", "", ""},
        {"mPC, under change", "mPC", "mPC_low", "mPC_high"}};
    const mlt_results *r = card->results;
    bool with_intervals = false;
    if (card->conditions[0].n_labelled == 0)
        return;
    for (size_t i = 0; i < LENGTH(figures); i++)
        with_intervals = with_intervals || isfinite(mlt_results_find_number(r, figures[i].low));
    mlt_text_puts(out, "<h4>How good it is</h4>\n");
    mlt_html_table(out, "All classes", false);
    mlt_html_head(out, "figure", true);
    mlt_html_head(out, "value", false);
    if (with_intervals)
        mlt_html_head(out, "95 %", false);
    mlt_html_rows(out);
    for (size_t i = 0; i < LENGTH(figures); i++)
        put_figure(out, r, &figures[i], with_intervals);
    mlt_html_table_end(out);
}

static void put_classes(mlt_text *out, const mltest_scorecard *card)
{
    static const mlt_shown boxes[] = {
        {"class", "name", MLT_SHOW_TEXT},      {"objects", "n_truths", MLT_SHOW_COUNT},
        {"few", "few_objects", MLT_SHOW_FLAG}, {"AP50", "AP50", MLT_SHOW_3},
        {"95 %", "AP50", MLT_SHOW_BETWEEN},    {"mAP", "mAP", MLT_SHOW_3}};
    static const mlt_shown tops[] = {{"class", "class", MLT_SHOW_TEXT},
                                     {"pictures", "n_truths", MLT_SHOW_COUNT},
                                     {"precision", "precision", MLT_SHOW_3},
                                     {"recall", "recall", MLT_SHOW_3},
                                     {"F1", "F1", MLT_SHOW_3}};
    size_t n = card->journal->run.n_classes;
    bool is_top = card->journal->run.task == MLTEST_TASK_CLASSIFICATION;
    size_t most = n < MOST_CLASSES ? n : MOST_CLASSES;
    if (is_top)
        mlt_html_results_table(out, card->results, "class_performance", "By class, clean pictures",
                               tops, LENGTH(tops), 0, most);
    else
        mlt_html_results_table(out, card->results, "classes",
                               "By class, clean pictures (few: fewer than 30 objects)", boxes,
                               LENGTH(boxes), 0, most);
}

/* --- all of it -------------------------------------------------------------------------------- */

static void put_card(mlt_text *out, const mltest_report *r, size_t model)
{
    const mltest_scorecard *card = r->cards[model];
    mlt_text_puts(out, "<article class=\"glance-card\">\n<h3>");
    mlt_html_model(out, r, model);
    mlt_text_puts(out, "</h3>\n");
    put_scores(out, card);
    mlt_text_puts(out, "<div class=\"glance-parts\">\n<div>\n");
    mlt_html_worst(out, r, model);
    put_clean(out, card);
    put_classes(out, card);
    mlt_text_puts(out, "</div>\n<div>\n");
    mlt_html_advice(out, r, model);
    mlt_html_evidence(out, r, model);
    mlt_text_puts(out, "</div>\n</div>\n</article>\n");
}

void mlt_html_glance(mlt_text *out, const mltest_report *report)
{
    mlt_text_puts(out, "<section id=\"glance\" class=\"glance\"><h2>At a glance</h2>\n");
    put_pairs(out, report);
    mlt_text_puts(out, "<div class=\"glance-cards\">\n");
    for (size_t i = 0; i < report->n; i++)
        put_card(out, report, i);
    mlt_text_puts(out, "</div>\n</section>\n");
}
