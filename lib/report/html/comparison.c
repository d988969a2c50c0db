/* SPDX-License-Identifier: MIT */
/*
 * Two to five models side by side.
 */
#include "report/html/comparison.h"

#include <math.h>

#include "compare/disagreements.h"
#include "report/html/names.h"
#include "report/html/sections.h"
#include "report/html/table.h"

enum { MOST_DISAGREEMENTS = 30 };
#define LENGTH(array) (sizeof(array) / sizeof(array)[0])

/* --- each model ------------------------------------------------------------------------------- */

typedef struct {
    const char *head, *column;
    double scale;
    int decimals;
    const char *drawn; /* its figure in the table of intervals, or NULL */
    const char *of;    /* and what that is of */
} figure;

static void put_figure(mlt_text *out, const mltest_report *r, const mlt_table *models,
                       const figure *f)
{
    bool any = false;
    for (size_t i = 0; i < r->n; i++)
        any = any || isfinite(mlt_table_number(models, f->column, i));
    if (!any)
        return;
    mlt_html_row(out, f->head);
    for (size_t i = 0; i < r->n; i++) {
        double low, high;
        mlt_text_puts(out, "<td>");
        mlt_html_number(out, f->scale * mlt_table_number(models, f->column, i), f->decimals);
        if (f->drawn != NULL &&
            mlt_results_drawn(r->cards[i]->results, f->drawn, f->of, &low, &high)) {
            mlt_text_puts(out, " <span class=\"comparison-interval\">");
            mlt_html_interval(out, low, high, 1, f->decimals);
            mlt_text_puts(out, "</span>");
        }
        mlt_text_puts(out, "</td>");
    }
    mlt_html_row_end(out);
}

static void put_name(mlt_text *out, const char *name)
{
    mlt_text_puts(out, "<td>");
    mlt_html_name(out, name);
    mlt_text_puts(out, "</td>");
}

static void put_models(mlt_text *out, const mltest_report *r)
{
    static const figure figures[] = {
        {"risk (95 %), lower is better", "risk", 1, 1, "risk", ""},
        {"failure under change (95 %)", "failure_under_change", 1, 1, "failure_under_change", ""},
        {"worst case (% of pictures)", "worst_case_share", 100, 1, NULL, NULL},
        {"clean mAP (95 %)", "clean.mAP", 1, 3, "mAP", "clean"},
        {"clean AP50 (95 %)", "clean.AP50", 1, 3, "AP50", "clean"},
        {"clean F1", "clean.F1", 1, 3, NULL, NULL},
        {"clean top-1 (95 %)", "clean.top1", 1, 3, "top1", "clean"},
        {"clean top-5", "clean.top5", 1, 3, NULL, NULL},
        {"mPC, mean under change", "mPC", 1, 3, NULL, NULL},
        {"rPC, of the clean one", "rPC", 1, 3, NULL, NULL},
        {"lost boxes a picture", "lost", 1, 2, NULL, NULL},
        {"new boxes a picture", "new", 1, 2, NULL, NULL},
        {"cost a picture", "cost", 1, 2, NULL, NULL},
        {"first by risk (% of draws)", "first_share.risk", 100, 1, NULL, NULL},
        {"first by failure (% of draws)", "first_share.failure_under_change", 100, 1, NULL, NULL},
        {"first by clean performance (% of draws)", "first_share.performance", 100, 1, NULL, NULL}};
    const mlt_table *models = mlt_results_find_table(r->comparison->results, "models");
    mlt_html_table(out, "Each model on its own samples", false);
    mlt_html_head(out, "figure", true);
    for (size_t i = 0; i < r->n; i++)
        mlt_html_head_model(out, r, i, false);
    mlt_html_rows(out);
    for (size_t i = 0; i < LENGTH(figures); i++)
        put_figure(out, r, models, &figures[i]);
    mlt_html_row(out, "worst kind");
    for (size_t i = 0; i < r->n; i++)
        put_name(out, mlt_table_string(models, "worst_kind", i));
    mlt_html_row_end(out);
    mlt_html_table_end(out);
}

/* --- thresholds ------------------------------------------------------------------------------- */

static void put_thresholds(mlt_text *out, const mltest_report *r)
{
    const mlt_results *results = r->comparison->results;
    const mlt_table *t = mlt_results_find_table(results, "thresholds");
    const mlt_value *order = mlt_results_find_value(results, "threshold_order");
    if (t == NULL || t->n_rows == 0)
        return;
    mlt_text_puts(out, "<h3>At other thresholds</h3>\n");
    if (order != NULL && order->text != NULL && order->text[0] != '\0') {
        mlt_text_puts(out, "<p>By risk, ");
        mlt_html_text(out, order->text);
        mlt_text_puts(out, ".</p>\n");
    }
    mlt_html_table(out, "Risk at other confidences", false);
    mlt_html_head(out, "confidence", true);
    for (size_t i = 0; i < r->n; i++)
        mlt_html_head_model(out, r, i, false);
    mlt_html_rows(out);
    for (size_t row = 0; row < t->n_rows; row++) {
        if (row % r->n == 0) {
            mlt_text_puts(out, "<tr><th scope=\"row\">");
            mlt_html_number(out, mlt_table_number(t, "min_confidence", row), 1);
            mlt_text_puts(out, "</th>");
        }
        mlt_html_cell(out, mlt_table_number(t, "risk", row), 1);
        if (row % r->n + 1 == r->n)
            mlt_html_row_end(out);
    }
    mlt_html_table_end(out);
}

/* --- a model beside the first ----------------------------------------------------------------- */

/* Rows of one model follow each other; models may have the same name. */
static size_t count_disagreements(const mltest_report *r, size_t model)
{
    const mlt_table *pairs = mlt_results_find_table(r->comparison->results, "pairs");
    double n = mlt_table_number(pairs, "only_first_survives", model - 1) +
               mlt_table_number(pairs, "only_second_survives", model - 1);
    return n < MLT_MOST_DISAGREEMENTS ? (size_t)n : MLT_MOST_DISAGREEMENTS;
}

static void put_disagreements(mlt_text *out, const mltest_report *r, size_t model)
{
    static const mlt_shown columns[] = {{"sample", "sample", MLT_SHOW_TEXT},
                                        {"condition", "condition", MLT_SHOW_TEXT},
                                        {"survivor", "survivor", MLT_SHOW_TEXT},
                                        {"consistency, first", "first", MLT_SHOW_3},
                                        {"second", "second", MLT_SHOW_3},
                                        {"correctness, first", "correctness.first", MLT_SHOW_3},
                                        {"second", "correctness.second", MLT_SHOW_3}};
    size_t first = 0, n = count_disagreements(r, model);
    for (size_t i = 1; i < model; i++)
        first += count_disagreements(r, i);
    n = n < MOST_DISAGREEMENTS ? n : MOST_DISAGREEMENTS;
    if (n == 0)
        return;
    mlt_text_printf(out, "<details><summary>Disagreements, the first %zu</summary>\n", n);
    mlt_html_results_table(out, r->comparison->results, "disagreements",
                           "Samples that one of the two survives", columns, LENGTH(columns), first,
                           n);
    mlt_text_puts(out, "</details>\n");
}

static void put_pair(mlt_text *out, const mltest_report *r, size_t model)
{
    const mlt_table *pairs = mlt_results_find_table(r->comparison->results, "pairs");
    mlt_text_puts(out, "<h3>");
    mlt_html_model(out, r, model);
    mlt_text_puts(out, " beside ");
    mlt_html_model(out, r, 0);
    mlt_text_puts(out, "</h3>\n<p>It survives ");
    mlt_html_number(out, mlt_table_number(pairs, "only_second_survives", model - 1), 0);
    mlt_text_puts(out, " pairs of sample and condition that the other does not, and the other ");
    mlt_html_number(out, mlt_table_number(pairs, "only_first_survives", model - 1), 0);
    mlt_text_puts(out, ".</p>\n");
    mlt_html_overall_differences(out, r, model);
    mlt_html_class_differences(out, r, model);
    put_disagreements(out, r, model);
}

static void put_bars(mlt_text *out, const mltest_report *r)
{
    const mlt_results *results = r->comparison->results;
    const mlt_table *kinds = mlt_results_find_table(results, "kinds");
    const mlt_table *categories = mlt_results_find_table(results, "categories");
    mlt_text_puts(out,
                  "<h3>Where they differ</h3>\n<p class=\"quiet\">Bars: pictures whose answers "
                  "change; their whiskers are 95 % intervals, the two lines the bounds of the "
                  "zones, 5 % and 20 %.</p>\n");
    /* A category with one kind is that kind. */
    if (categories != NULL && kinds != NULL && kinds->n_rows > categories->n_rows)
        mlt_html_bars(out, r, "categories");
    mlt_html_bars(out, r, "kinds");
    mlt_text_puts(out,
                  "<p class=\"quiet\">Verdicts are of the later model against the first. Holm: ");
    mlt_html_number(out, mlt_results_find_number(results, "tests.family"), 0);
    mlt_text_puts(out,
                  " hypotheses (pairs of models × kinds) at 5 %; all other p are exploratory. No "
                  "evidence is not no difference; detectable is the smallest difference that "
                  "would be found with a power of 80 %.</p>\n");
}

void mlt_html_comparison(mlt_text *out, const mltest_report *report)
{
    if (report->comparison == NULL)
        return;
    mlt_text_puts(out, "<section id=\"comparison\" class=\"comparison\"><h2>Side by side</h2>\n");
    put_models(out, report);
    put_bars(out, report);
    for (size_t model = 1; model < report->n; model++)
        put_pair(out, report, model);
    put_thresholds(out, report);
    mlt_text_puts(out, "</section>\n");
    mlt_html_augmentations(out, report);
}
