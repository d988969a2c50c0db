/* SPDX-License-Identifier: MIT */
#include "report/comparison_sections.h"

#include <math.h>
#include <string.h>

#include "base/text.h"
#include "report/table_view.h"

/* A table of differences, of which rows of one model are shown. */
typedef struct {
    const mltest_comparison *c;
    const mlt_table *table;
    const char *model;
} view;

/* One without width says no more than that draws do not differ. */
static void put_interval(mlt_columns *t, mltest_context *ctx, double low, double high, int decimals)
{
    mlt_text cell;
    mlt_text_init(&cell, ctx);
    if (!(high - low > 1e-9)) {
        mlt_text_putc(&cell, '-');
    } else {
        mlt_fixed(&cell, low, decimals);
        mlt_text_puts(&cell, " … ");
        mlt_fixed(&cell, high, decimals);
    }
    mlt_columns_take(t, &cell);
}

static void put_p(mlt_columns *t, mltest_context *ctx, double p)
{
    mlt_text cell;
    mlt_text_init(&cell, ctx);
    if (p < 0.0001)
        mlt_text_puts(&cell, "<0.0001");
    else if (isnan(p))
        mlt_text_putc(&cell, '-');
    else
        mlt_fixed(&cell, p, 4);
    mlt_columns_take(t, &cell);
}

static void put_row(mlt_columns *t, const view *v, size_t row, const char *name, double scale,
                    int decimals)
{
    mlt_columns_text(t, name);
    mlt_columns_number(t, scale * mlt_table_number(v->table, "first", row), decimals);
    mlt_columns_number(t, scale * mlt_table_number(v->table, "second", row), decimals);
    mlt_columns_number(t, scale * mlt_table_number(v->table, "difference", row), decimals);
    put_interval(t, v->c->ctx, scale * mlt_table_number(v->table, "low", row),
                 scale * mlt_table_number(v->table, "high", row), decimals);
    put_p(t, v->c->ctx, mlt_table_number(v->table, "p_adjusted", row));
    mlt_columns_number(t, scale * mlt_table_number(v->table, "detectable", row), decimals);
    mlt_columns_text(t, mlt_table_string(v->table, "verdict", row));
}

static void begin(mlt_columns *t, const view *v, const char *subject, const char *p)
{
    mlt_columns_begin(t, v->c->ctx, 8);
    mlt_columns_text(t, subject);
    mlt_columns_text(t, v->c->cards[0]->journal->run.model_name);
    mlt_columns_text(t, v->model);
    mlt_columns_text(t, "difference");
    mlt_columns_text(t, "95 % interval");
    mlt_columns_text(t, p);
    mlt_columns_text(t, "detectable");
    mlt_columns_text(t, "verdict");
    t->left[7] = true;
}

const mlt_overall_figure mlt_overall_figures[MLT_OVERALL_FIGURES] = {
    {"risk", "risk", 1},
    {"failure_under_change", "failure under change", 1},
    {"robustness", "robustness", 1},
    {"lost", "lost boxes a picture", 2},
    {"new", "new boxes a picture", 2},
    {"cost", "cost a picture", 2},
    {"clean.mAP", "clean mAP", 3},
    {"clean.AP50", "clean AP50", 3},
    {"clean.top1", "clean top-1", 3},
    {"mPC", "mPC", 3}};

static void put_overall(mlt_text *out, const view *v)
{
    mlt_columns t;
    begin(&t, v, "figure", "p");
    for (size_t f = 0; f < MLT_OVERALL_FIGURES; f++)
        for (size_t i = 0; i < v->table->n_rows; i++)
            if (strcmp(mlt_table_string(v->table, "model", i), v->model) == 0 &&
                strcmp(mlt_table_string(v->table, "figure", i), mlt_overall_figures[f].figure) == 0)
                put_row(&t, v, i, mlt_overall_figures[f].shown, 1, mlt_overall_figures[f].decimals);
    mlt_columns_print(&t, out);
}

/* Shares of affected samples, in percent. */
static void put_kinds(mlt_text *out, const view *v)
{
    mlt_columns t;
    begin(&t, v, "affected (%) under", "p (Holm)");
    for (size_t i = 0; i < v->table->n_rows; i++)
        if (strcmp(mlt_table_string(v->table, "model", i), v->model) == 0 &&
            strcmp(mlt_table_string(v->table, "figure", i), "affected") == 0)
            put_row(&t, v, i, mlt_table_string(v->table, "name", i), 100, 1);
    mlt_columns_print(&t, out);
}

static void put_sentence(mlt_text *out, const char *sentence)
{
    if (sentence[0] == '\0')
        return;
    mlt_text_puts(out, "  ");
    mlt_columns_clean(out, sentence);
    mlt_text_putc(out, '\n');
}

static void put_pair(mlt_text *out, const mltest_comparison *c, const mlt_table *pairs, size_t i)
{
    view v = {c, mlt_results_find_table(c->results, "differences"),
              mlt_table_string(pairs, "model", i)};
    mlt_text_putc(out, '\n');
    mlt_columns_clean(out, v.model);
    mlt_text_puts(out, " beside ");
    mlt_columns_clean(out, c->cards[0]->journal->run.model_name);
    mlt_text_puts(out, "\n");
    put_sentence(out, mlt_table_string(pairs, "change", i));
    put_sentence(out, mlt_table_string(pairs, "metric", i));
    mlt_text_printf(out,
                    "  survives %d pairs of sample and condition that the other does not, and the "
                    "other %d\n\n",
                    mlt_table_find_column(pairs, "only_second_survives")->ints[i],
                    mlt_table_find_column(pairs, "only_first_survives")->ints[i]);
    put_overall(out, &v);
    v.table = mlt_results_find_table(c->results, "kind_differences");
    mlt_text_putc(out, '\n');
    put_kinds(out, &v);
}

void mlt_comparison_put_pairs(mlt_text *out, const mltest_comparison *c)
{
    const mlt_table *pairs = mlt_results_find_table(c->results, "pairs");
    for (size_t i = 0; i < pairs->n_rows; i++)
        put_pair(out, c, pairs, i);
    mlt_text_printf(out,
                    "\nHolm: %.0f hypotheses (pairs of models × kinds) at 5 %%. All other p are "
                    "exploratory (Benjamini-Hochberg).\n"
                    "Detectable: the smallest difference that would be found with a power of 80 "
                    "%%.\n",
                    mlt_results_find_value(c->results, "tests.family")->number);
}

static void put_thresholds(mlt_text *out, const mltest_comparison *c, const mlt_table *table)
{
    mlt_columns t;
    mlt_text cell;
    mlt_columns_begin(&t, c->ctx, c->n + 1);
    mlt_columns_text(&t, "risk at confidence");
    for (size_t m = 0; m < c->n; m++)
        mlt_columns_text(&t, c->cards[m]->journal->run.model_name);
    for (size_t i = 0; i < table->n_rows; i++) {
        if (i % c->n == 0) {
            mlt_text_init(&cell, c->ctx);
            mlt_fixed(&cell, mlt_table_number(table, "min_confidence", i), 1);
            mlt_columns_take(&t, &cell);
        }
        mlt_columns_number(&t, mlt_table_number(table, "risk", i), 1);
    }
    mlt_text_putc(out, '\n');
    mlt_columns_print(&t, out);
    put_sentence(out, mlt_results_find_value(c->results, "threshold_order")->text);
}

void mlt_comparison_put_thresholds(mlt_text *out, const mltest_comparison *c)
{
    static const char *const heads[] = {"<first in % of resamples", "by risk", "by failure",
                                        "by clean performance"};
    static const char *const columns[] = {"first_share.risk", "first_share.failure_under_change",
                                          "first_share.performance"};
    const mlt_table *models = mlt_results_find_table(c->results, "models");
    const mlt_table *table = mlt_results_find_table(c->results, "thresholds");
    mlt_columns t;
    mlt_columns_init(&t, c->ctx, heads, sizeof heads / sizeof heads[0]);
    for (size_t m = 0; m < models->n_rows; m++) {
        mlt_columns_text(&t, mlt_table_string(models, "name", m));
        for (size_t i = 0; i < 3; i++)
            mlt_columns_number(&t, 100 * mlt_table_number(models, columns[i], m), 1);
    }
    if (table->n_rows > 0)
        put_thresholds(out, c, table);
    mlt_text_putc(out, '\n');
    mlt_columns_print(&t, out);
}

void mlt_comparison_put_warnings(mlt_text *out, const mltest_comparison *c)
{
    const mlt_table *table = mlt_results_find_table(c->results, "warnings");
    for (size_t i = 0; i < table->n_rows; i++) {
        mlt_text_puts(out, i == 0 ? "\nwarning: " : "warning: ");
        mlt_columns_clean(out, mlt_table_string(table, "text", i));
        mlt_text_putc(out, '\n');
    }
}
