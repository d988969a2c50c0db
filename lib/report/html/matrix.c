/* SPDX-License-Identifier: MIT */
/*
 * Every table is there, a figure and a model each; the script shows those that are chosen.
 */
#include <math.h>

#include "report/html/figures.h"
#include "report/html/grid.h"
#include "report/html/html.h"
#include "report/html/names.h"
#include "report/html/sections.h"

typedef struct {
    const mltest_report *report;
    mlt_grid grid;
    bool shows[MLT_N_SHOWN_FIGURES]; /* figures that some model has somewhere */
} matrix;

static bool is_defined(const matrix *m, mlt_shown_figure figure)
{
    const size_t n = m->grid.n_rows * m->grid.n_severities;
    for (size_t k = 0; k < m->report->n; k++)
        for (size_t i = 0; i < n; i++) {
            int64_t level = m->grid.levels[i];
            if (level != MLT_GRID_NONE &&
                isfinite(mlt_figure_value(&m->report->cards[k]->levels[level], figure)))
                return true;
        }
    return false;
}

static void put_choice(mlt_text *out, const char *of, size_t value, bool is_chosen)
{
    mlt_text_printf(out, "<label><input type=\"radio\" name=\"matrix-%s\" value=\"%zu\"%s> ", of,
                    value, is_chosen ? " checked" : "");
}

/* Not there without the script. */
static void put_switches(mlt_text *out, const matrix *m)
{
    bool is_first = true;
    mlt_text_puts(out, "<div class=\"controls matrix-switch\" hidden>\n"
                       "<fieldset><legend>Figure</legend>");
    for (mlt_shown_figure f = 0; f < MLT_N_SHOWN_FIGURES; f++) {
        if (!m->shows[f])
            continue;
        put_choice(out, "figure", f, is_first);
        mlt_figure_put_name(out, m->report, f);
        mlt_text_puts(out, "</label>");
        is_first = false;
    }
    mlt_text_puts(out, "</fieldset>\n");
    if (m->report->n > 1) {
        mlt_text_puts(out, "<fieldset><legend>Model</legend>");
        put_choice(out, "model", m->report->n, true);
        mlt_text_puts(out, "all</label>");
        for (size_t k = 0; k < m->report->n; k++) {
            put_choice(out, "model", k, false);
            mlt_html_model(out, m->report, k);
            mlt_text_puts(out, "</label>");
        }
        mlt_text_puts(out, "</fieldset>\n");
    }
    mlt_text_puts(out, "</div>\n");
}

static void put_cell(mlt_text *out, const matrix *m, size_t model, mlt_shown_figure f,
                     int64_t level)
{
    if (level == MLT_GRID_NONE) {
        mlt_text_puts(out, "<td><span class=\"matrix-unseen\">not tested</span></td>");
        return;
    }
    const mltest_scorecard *card = m->report->cards[model];
    const mlt_level_score *s = &card->levels[level];
    double value = mlt_figure_value(s, f);
    if (isfinite(value)) {
        mlt_text_printf(out, "<td class=\"harm-%zu\"><a href=\"#c%zu\">", mlt_figure_step(f, value),
                        s->first);
        mlt_figure_put(out, f, value);
        mlt_text_puts(out, "</a></td>");
        return;
    }
    const char *reason = mlt_figure_reason(card, (size_t)level, f);
    mlt_text_printf(out,
                    "<td class=\"matrix-none\" title=\"%s\"><a href=\"#c%zu\">–<span "
                    "class=\"matrix-unseen\"> %s</span></a></td>",
                    reason, s->first, reason);
}

static void put_head(mlt_text *out, const mlt_grid *g)
{
    mlt_text_puts(out, "<thead><tr><th scope=\"col\">kind</th>");
    for (size_t i = 0; i < g->n_severities; i++) {
        mlt_text_puts(out, "<th scope=\"col\"><span class=\"matrix-unseen\">severity </span>");
        mlt_text_f64(out, g->severities[i]);
        mlt_text_puts(out, "</th>");
    }
    mlt_text_puts(out, "</tr></thead>\n");
}

static void put_rows(mlt_text *out, const matrix *m, size_t model, mlt_shown_figure f)
{
    const mlt_grid *g = &m->grid;
    for (size_t row = 0; row < g->n_rows; row++) {
        if (mlt_grid_is_first(g, row)) {
            mlt_text_printf(out,
                            "%s<tbody><tr><th class=\"matrix-category\" scope=\"rowgroup\""
                            " colspan=\"%zu\">",
                            row > 0 ? "</tbody>\n" : "", g->n_severities + 1);
            mlt_html_short_name(out, g->rows[row].step->category);
            mlt_text_puts(out, "</th></tr>\n");
        }
        mlt_text_puts(out, "<tr><th scope=\"row\">");
        mlt_grid_put_row_name(out, &g->rows[row]);
        mlt_text_puts(out, "</th>");
        for (size_t i = 0; i < g->n_severities; i++)
            put_cell(out, m, model, f, mlt_grid_at(g, row, i));
        mlt_text_puts(out, "</tr>\n");
    }
    mlt_text_puts(out, "</tbody>");
}

static void put_table(mlt_text *out, const matrix *m, size_t model, mlt_shown_figure f)
{
    mlt_text_printf(out,
                    "<div class=\"wide\" tabindex=\"0\" role=\"region\" data-model=\"%zu\" "
                    "aria-label=\"",
                    model);
    mlt_figure_put_name(out, m->report, f);
    mlt_text_puts(out, ", ");
    mlt_html_model_in_attribute(out, m->report, model);
    mlt_text_puts(out, "\">\n<table class=\"matrix-table\"><caption>");
    mlt_html_model(out, m->report, model);
    mlt_text_puts(out, "<br>");
    mlt_figure_put_name(out, m->report, f);
    if (mlt_figure_unit(f)[0] != '\0')
        mlt_text_printf(out, ", %s", mlt_figure_unit(f));
    mlt_text_puts(out, ", by severity</caption>\n");
    put_head(out, &m->grid);
    put_rows(out, m, model, f);
    mlt_text_puts(out, "</table></div>\n");
}

static void put_scale(mlt_text *out, mlt_shown_figure f)
{
    mlt_text_puts(out, "<ul class=\"matrix-scale\" aria-label=\"colours\">");
    for (size_t i = 0; i < MLT_HARM_STEPS; i++) {
        mlt_text_printf(out, "<li class=\"harm-%zu\">", i);
        mlt_figure_put_step(out, f, i);
        mlt_text_puts(out, "</li>");
    }
    mlt_text_puts(out, "<li class=\"matrix-none\">not defined</li></ul>\n");
}

static void put_figure(mlt_text *out, const matrix *m, mlt_shown_figure f)
{
    mlt_text_printf(out, "<div class=\"matrix-figure\" data-figure=\"%d\">\n<h3>", (int)f);
    mlt_figure_put_name(out, m->report, f);
    mlt_text_puts(out, "</h3>\n");
    put_scale(out, f);
    mlt_text_puts(out, "<div class=\"matrix-models\">\n");
    for (size_t k = 0; k < m->report->n; k++)
        put_table(out, m, k, f);
    mlt_text_puts(out, "</div></div>\n");
}

static void put_other(mlt_text *out, const matrix *m, size_t level)
{
    size_t first = m->grid.card->levels[level].first;
    mlt_text_printf(out, "<tr><th scope=\"row\"><a href=\"#c%zu\">", first);
    mlt_html_short_name(out, m->grid.card->journal->conditions[first].name);
    mlt_text_puts(out, "</a></th>");
    for (size_t k = 0; k < m->report->n; k++) {
        const mlt_level_score *s = &m->report->cards[k]->levels[level];
        mlt_text_puts(out, "<td>");
        mlt_html_percent(out, s->affected.value);
        mlt_text_puts(out, "</td><td>");
        mlt_html_number(out, 100 * s->mean_r, 1);
        mlt_text_puts(out, "</td>");
    }
    mlt_text_puts(out, "</tr>\n");
}

static void put_others(mlt_text *out, const matrix *m)
{
    if (m->grid.n_others == 0)
        return;
    mlt_text_puts(out, "<h3>Beside the risk</h3>\n"
                       "<div class=\"wide\" tabindex=\"0\" role=\"region\" "
                       "aria-label=\"conditions beside the risk\">\n<table>"
                       "<caption>Chains, the clean picture asked again, and kinds that only inform"
                       "</caption>\n<thead><tr><th rowspan=\"2\" scope=\"col\">condition</th>");
    for (size_t k = 0; k < m->report->n; k++) {
        mlt_text_puts(out, "<th colspan=\"2\" scope=\"colgroup\">");
        mlt_html_model(out, m->report, k);
        mlt_text_puts(out, "</th>");
    }
    mlt_text_puts(out, "</tr>\n<tr>");
    for (size_t k = 0; k < m->report->n; k++)
        mlt_text_puts(out, "<th scope=\"col\">affected</th><th scope=\"col\">robustness</th>");
    mlt_text_puts(out, "</tr></thead>\n<tbody>");
    for (size_t i = 0; i < m->grid.n_others; i++)
        put_other(out, m, m->grid.others[i]);
    mlt_text_puts(out, "</tbody></table></div>\n");
}

void mlt_html_matrix(mlt_text *out, const mltest_report *report)
{
    matrix m = {.report = report};
    if (!mlt_grid_make(&m.grid, report)) {
        out->failed = true;
        return;
    }
    if (m.grid.n_rows + m.grid.n_others > 0) {
        mlt_text_puts(out, "<section id=\"matrix\">\n<h2>Kinds and severities</h2>\n"
                           "<p>A cell is a kind of change at a severity, and leads to the samples "
                           "behind it. The stronger its colour, the more harm; the "
                           "steps are the same for all kinds and models.</p>\n");
        for (mlt_shown_figure f = 0; f < MLT_N_SHOWN_FIGURES; f++)
            m.shows[f] = is_defined(&m, f) || (f == MLT_SHOWN_AFFECTED && m.grid.n_rows > 0);
        put_switches(out, &m);
        for (mlt_shown_figure f = 0; f < MLT_N_SHOWN_FIGURES; f++)
            if (m.shows[f])
                put_figure(out, &m, f);
        put_others(out, &m);
        mlt_text_puts(out, "</section>\n");
    }
    mlt_grid_free(&m.grid);
}
