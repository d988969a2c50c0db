/* SPDX-License-Identifier: MIT */
/*
 * Small drawings, one a kind, with their numbers below each.
 */
#include <math.h>

#include "report/html/curve.h"
#include "report/html/html.h"
#include "report/html/names.h"
#include "report/html/sections.h"

/* From which share of affected samples on the zone is red. */
static const double red_from = 0.2;

static size_t count_severities(const mlt_grid *g, size_t row)
{
    size_t n = 0;
    for (size_t i = 0; i < g->n_severities; i++)
        n += mlt_grid_at(g, row, i) != MLT_GRID_NONE;
    return n;
}

static void put_legend(mlt_text *out, const mltest_report *report)
{
    mlt_text_puts(out, "<ul class=\"curve-legend\">");
    for (size_t k = 0; k < report->n; k++) {
        mlt_text_puts(out, "<li>");
        mlt_curve_put_sample(out, k);
        mlt_text_putc(out, ' ');
        mlt_html_model(out, report, k);
        mlt_text_puts(out, "</li>");
    }
    mlt_text_puts(
        out, "<li><span class=\"curve-swatch curve-swatch-red\"></span> red, top: above 20 %</li>"
             "<li><span class=\"curve-swatch curve-swatch-yellow\"></span> yellow, between: 5 to "
             "20 %</li><li><span class=\"curve-swatch curve-swatch-green\"></span> green, "
             "bottom: to 5 %</li></ul>\n");
}

/* The first severity tested at which a model is in the red. */
static void put_reached(mlt_text *out, const mltest_report *report, const mlt_grid *g, size_t row,
                        size_t model)
{
    mlt_text_puts(out, "<li>");
    mlt_curve_put_sample(out, model);
    if (report->n > 1) {
        mlt_text_putc(out, ' ');
        mlt_html_model(out, report, model);
    }
    for (size_t i = 0; i < g->n_severities; i++) {
        int64_t level = mlt_grid_at(g, row, i);
        if (level == MLT_GRID_NONE)
            continue;
        double f = report->cards[model]->levels[level].affected.value;
        if (isfinite(f) && f >= red_from) {
            mlt_text_puts(out, " reaches 20 % at <b>");
            mlt_text_f64(out, g->severities[i]);
            mlt_text_puts(out, "</b></li>");
            return;
        }
    }
    mlt_text_puts(out, " stays below 20 %</li>");
}

/* Mean over the replicates; the same pictures for all models. */
static double change_of(const mltest_scorecard *card, size_t level)
{
    double sum = 0, n = 0;
    for (size_t c = 0; c < card->journal->n_conditions; c++) {
        if (card->level_of[c] != level || isnan(card->conditions[c].change))
            continue;
        sum += card->conditions[c].change;
        n++;
    }
    return n > 0 ? sum / n : NAN;
}

static void put_heads(mlt_text *out, const mltest_report *report)
{
    mlt_text_puts(out, "<tr><th scope=\"col\">severity</th><th scope=\"col\">change</th>");
    for (size_t k = 0; k < report->n; k++) {
        mlt_text_puts(out, "<th scope=\"col\">");
        mlt_html_model(out, report, k);
        mlt_text_puts(out, "</th><th scope=\"col\">95 %</th>");
    }
    mlt_text_puts(out, "</tr>\n");
}

static void put_numbers(mlt_text *out, const mltest_report *report, const mlt_grid *g, size_t row)
{
    mlt_text_puts(out, "<details><summary>Numbers</summary><div class=\"wide\" tabindex=\"0\" "
                       "role=\"region\" aria-label=\"numbers of ");
    mlt_html_name_in_attribute(out, g->rows[row].step->kind);
    mlt_text_puts(out, "\"><table><caption>Affected samples; change: mean difference in grey "
                       "levels</caption>\n");
    put_heads(out, report);
    for (size_t i = 0; i < g->n_severities; i++) {
        int64_t level = mlt_grid_at(g, row, i);
        if (level == MLT_GRID_NONE)
            continue;
        mlt_text_puts(out, "<tr><th scope=\"row\">");
        mlt_text_f64(out, g->severities[i]);
        mlt_text_puts(out, "</th><td>");
        mlt_html_number(out, change_of(g->card, (size_t)level), 1);
        mlt_text_puts(out, "</td>");
        for (size_t k = 0; k < report->n; k++) {
            const mlt_share *s = &report->cards[k]->levels[level].affected;
            mlt_text_puts(out, "<td>");
            mlt_html_percent(out, s->value);
            mlt_text_puts(out, "</td><td>");
            mlt_html_interval(out, s->low, s->high, 100, 1);
            mlt_text_puts(out, "</td>");
        }
        mlt_text_puts(out, "</tr>\n");
    }
    mlt_text_puts(out, "</table></div></details>");
}

static void put_kind(mlt_text *out, const mltest_report *report, const mlt_grid *g, size_t row)
{
    mlt_text_puts(out, "<figure class=\"curve\"><figcaption><h3>");
    mlt_grid_put_row_name(out, &g->rows[row]);
    mlt_text_puts(out, "</h3></figcaption>\n");
    mlt_curve_put(out, report, g, row);
    mlt_text_puts(out, "\n<ul class=\"curve-reached\">");
    for (size_t k = 0; k < report->n; k++)
        put_reached(out, report, g, row, k);
    mlt_text_puts(out, "</ul>\n");
    put_numbers(out, report, g, row);
    mlt_text_puts(out, "</figure>\n");
}

void mlt_html_curves(mlt_text *out, const mltest_report *report)
{
    mlt_grid g;
    bool is_open = false;
    if (!mlt_grid_make(&g, report)) {
        out->failed = true;
        return;
    }
    for (size_t row = 0; row < g.n_rows; row++) {
        if (count_severities(&g, row) < 2)
            continue;
        if (!is_open) {
            mlt_text_puts(out, "<section id=\"curves\">\n<h2>Over severity</h2>\n"
                               "<p>The share of affected samples, in percent, with its 95 % "
                               "interval.</p>\n");
            put_legend(out, report);
            mlt_text_puts(out, "<div class=\"curves\">\n");
        }
        is_open = true;
        put_kind(out, report, &g, row);
    }
    if (is_open)
        mlt_text_puts(out, "</div>\n</section>\n");
    mlt_grid_free(&g);
}
