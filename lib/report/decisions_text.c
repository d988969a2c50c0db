/* SPDX-License-Identifier: MIT */
#include "report/decisions_text.h"

#include <math.h>
#include <string.h>

#include "base/math.h"
#include "report/columns.h"

/* E itself, which speaks for a verdict from 20 on. */
static void put_evidence(mlt_columns *t, double log_e)
{
    const double most = 6.9077552789821368; /* ln 1000 */
    if (log_e > most)
        mlt_columns_text(t, "> 1000");
    else
        mlt_columns_number(t, mlt_exp(log_e), 2);
}

static void put(mlt_text *out, const char *label, double value, int decimals)
{
    mlt_text_puts(out, label);
    if (isnan(value))
        mlt_text_putc(out, '-');
    else
        mlt_fixed(out, value, decimals);
}

void mlt_decisions_text(mlt_text *out, const mltest_scorecard *card)
{
    static const char *const heads[] = {"<condition", "calls",  "n",       "affected",
                                        "E pass",     "E fail", "<decided"};
    const mlt_results *r = card->results;
    const mlt_table *table = mlt_results_find_table(r, "decisions");
    double total = mlt_results_find_number(r, "calls.total"),
           grid = mlt_results_find_number(r, "calls.grid");
    mlt_columns t;
    if (card->decisions == NULL)
        return;
    mlt_columns_init(&t, card->ctx, heads, sizeof heads / sizeof heads[0]);
    for (size_t i = 0; i < table->n_rows; i++) {
        const char *verdict = mlt_table_find_column(table, "verdict")->strings[i];
        bool is_open = strcmp(verdict, "inconclusive") == 0;
        mlt_columns_text(&t, mlt_table_find_column(table, "name")->strings[i]);
        mlt_columns_number(&t, mlt_table_find_column(table, "calls")->doubles[i], 0);
        mlt_columns_number(&t, mlt_table_find_column(table, "n")->doubles[i], 0);
        mlt_columns_number(&t, mlt_table_find_column(table, "k")->doubles[i], 0);
        put_evidence(&t, mlt_table_find_column(table, "log_e_pass")->doubles[i]);
        put_evidence(&t, mlt_table_find_column(table, "log_e_fail")->doubles[i]);
        mlt_columns_text(&t, is_open ? "undecided" : verdict);
    }
    mlt_text_putc(out, '\n');
    mlt_columns_print(&t, out);
    put(out, "\ncalls: ", total, 0);
    put(out, ", of them clean ", mlt_results_find_number(r, "calls.clean"), 0);
    put(out, "; the full grid: ", grid, 0);
    put(out, " (saved ", grid > 0 ? 100 * (1 - total / grid) : NAN, 1);
    put(out, " %); undecided ", 100 * mlt_results_find_number(r, "undecided_share"), 1);
    mlt_text_puts(out, " % of the conditions\n");
}
