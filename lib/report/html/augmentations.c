/* SPDX-License-Identifier: MIT */
/*
 * What augmentations did, if the comparison was asked about them.
 */
#include <math.h>
#include <stdio.h>
#include <string.h>

#include "report/html/comparison.h"
#include "report/html/table.h"

/* The verdict and its sign; what is not decided has none. */
static void put_state(mlt_text *out, const char *state)
{
    static const char *const known[][3] = {
        {"helped", "better", "▲"}, {"harmed", "worse", "▼"}, {"no effect", "none", "="}};
    mlt_text_puts(out, "<td class=\"text\">");
    for (size_t i = 0; i < sizeof known / sizeof known[0]; i++)
        if (strcmp(state, known[i][0]) == 0)
            mlt_text_printf(out,
                            "<span class=\"verdict %s\"><span aria-hidden=\"true\">%s</span> %s"
                            "</span></td>",
                            known[i][1], known[i][2], known[i][0]);
    if (strncmp(state, "not ", 4) == 0)
        mlt_text_printf(out,
                        "<span class=\"verdict none\"><span aria-hidden=\"true\">?</span> %s"
                        "</span></td>",
                        state);
}

/* A difference and its interval, in points. figure: "" or "failure.". */
static void put_points(mlt_text *out, const mlt_table *t, const char *figure, size_t row)
{
    static const char *const names[] = {"difference", "low", "high"};
    double values[3];
    for (size_t i = 0; i < 3; i++) {
        char name[32];
        snprintf(name, sizeof name, "%s%s", figure, names[i]);
        values[i] = mlt_table_number(t, name, row);
    }
    mlt_html_cell(out, 100 * values[0], 1);
    mlt_html_cell_interval(out, values[1], values[2], 100, 1);
}

static void put_arms(mlt_text *out, const mlt_results *r)
{
    const mlt_table *arms = mlt_results_find_table(r, "arms");
    const mlt_value *about = mlt_results_find_value(r, "augmentation.about");
    mlt_text_puts(out, "<p>");
    for (size_t i = arms->n_rows; i-- > 0;) {
        double runs = mlt_table_number(arms, "runs", i);
        mlt_html_name(out, mlt_table_string(arms, "name", i));
        mlt_text_printf(out, " (%.0f run%s)%s", runs, runs > 1 ? "s" : "",
                        i > 0 ? " against " : "");
    }
    mlt_text_puts(out, ". What follows is ");
    mlt_html_text(out, about != NULL && about->text != NULL ? about->text : "");
    mlt_text_puts(out, ".</p>\n");
}

static void put_effects(mlt_text *out, const mlt_table *t)
{
    static const char *const heads[] = {"affected, points", "95 %", "failure, points", "95 %",
                                        "p (Holm)"};
    if (t->n_rows == 0)
        return;
    mlt_html_table(out, "Effect of each augmentation on the kinds that it is meant for", true);
    mlt_html_head(out, "augmentation", true);
    mlt_html_head(out, "effect", true);
    for (size_t i = 0; i < sizeof heads / sizeof heads[0]; i++)
        mlt_html_head(out, heads[i], false);
    mlt_html_head(out, "kinds", true);
    mlt_html_head(out, "that is", true);
    mlt_html_rows(out);
    for (size_t i = 0; i < t->n_rows; i++) {
        mlt_html_row(out, mlt_table_string(t, "name", i));
        put_state(out, mlt_table_string(t, "state", i));
        put_points(out, t, "", i);
        put_points(out, t, "failure.", i);
        mlt_html_cell_p(out, mlt_table_number(t, "p_holm", i));
        mlt_html_cell_text(out, mlt_table_string(t, "kinds", i));
        mlt_html_cell_text(out, mlt_table_string(t, "statement", i));
        mlt_html_row_end(out);
    }
    mlt_html_table_end(out);
}

static void put_side_effects(mlt_text *out, const mlt_table *t)
{
    size_t n = 0;
    for (size_t i = 0; i < t->n_rows; i++)
        n += strcmp(mlt_table_string(t, "verdict", i), "no evidence") != 0;
    mlt_text_printf(out, "<p>Side effects: evidence in %zu of %zu other kinds (exploratory).</p>\n",
                    n, t->n_rows);
    if (t->n_rows == 0)
        return;
    mlt_html_table(out, "Other kinds", true);
    mlt_html_head(out, "kind", true);
    mlt_html_head(out, "verdict", true);
    mlt_html_head(out, "affected, points", false);
    mlt_html_head(out, "95 %", false);
    mlt_html_head(out, "p (Benjamini-Hochberg)", false);
    mlt_html_rows(out);
    for (size_t i = 0; i < t->n_rows; i++) {
        mlt_html_row(out, mlt_table_string(t, "name", i));
        mlt_html_cell_verdict(out, mlt_table_string(t, "verdict", i));
        put_points(out, t, "", i);
        mlt_html_cell_p(out, mlt_table_number(t, "p_bh", i));
        mlt_html_row_end(out);
    }
    mlt_html_table_end(out);
}

void mlt_html_augmentations(mlt_text *out, const mltest_report *report)
{
    const mlt_results *r = report->comparison->results;
    const mlt_table *effects = mlt_results_find_table(r, "augmentations");
    const mlt_table *others = mlt_results_find_table(r, "side_effects");
    if (effects == NULL || others == NULL || mlt_results_find_table(r, "arms") == NULL)
        return;
    mlt_text_puts(out, "<section id=\"augmentations\"><h2>Did the augmentations help?</h2>\n");
    put_arms(out, r);
    put_effects(out, effects);
    put_side_effects(out, others);
    mlt_text_puts(out, "</section>\n");
}
