/* SPDX-License-Identifier: MIT */
/*
 * A search's results as tables for people.
 */
#include <math.h>
#include <string.h>

#include "base/error.h"
#include "report/columns.h"
#include "report/report.h"

enum { SHOWN_SAMPLES = 10 };

static void put_number(mlt_text *out, const char *label, double value, int decimals)
{
    mlt_text_puts(out, label);
    mlt_fixed(out, value, decimals);
}

static double at(const mlt_table *t, const char *column, size_t row)
{
    return mlt_table_find_column(t, column)->doubles[row];
}

static const char *text_at(const mlt_table *t, const char *column, size_t row)
{
    return mlt_table_find_column(t, column)->strings[row];
}

static void put_head(mlt_text *out, const mlt_results *r)
{
    double eligible = mlt_results_find_number(r, "n_eligible");
    mlt_columns_clean(out, mlt_results_find_value(r, "model.name")->text);
    mlt_text_puts(out, " on ");
    mlt_columns_clean(out, mlt_results_find_value(r, "dataset.name")->text);
    put_number(out, ": ", mlt_results_find_number(r, "n_samples"), 0);
    put_number(out, " samples, ", eligible, 0);
    put_number(out, " searched, ", mlt_results_find_number(r, "n_blind"), 0);
    put_number(out, " blind (nothing is seen on the clean picture), ",
               mlt_results_find_number(r, "n_failed"), 0);
    mlt_text_puts(out, " without a clean answer\n");
    if (mlt_results_find_number(r, "low_evidence") > 0)
        mlt_text_puts(out, "note: low evidence: fewer than 30 samples, or than half of them, could "
                           "be searched\n");
    mlt_text_putc(out, '\n');
}

/* "2.50", or "> 5". */
static void put_severity(mlt_text *out, double severity)
{
    if (isnan(severity))
        mlt_text_puts(out, "> 5");
    else
        mlt_fixed(out, severity, 2);
}

static void put_range(mlt_columns *t, double low, double high)
{
    mlt_text cell;
    mlt_text_init(&cell, t->cells.ctx);
    put_severity(&cell, low);
    mlt_text_puts(&cell, " … ");
    put_severity(&cell, high);
    mlt_columns_take(t, &cell);
}

static void add_severity(mlt_columns *t, double severity)
{
    mlt_text cell;
    mlt_text_init(&cell, t->cells.ctx);
    put_severity(&cell, severity);
    mlt_columns_take(t, &cell);
}

static void put_kinds(mlt_text *out, const mltest_stress *s)
{
    static const char *const heads[] = {
        "<kind",         "n",        "skipped",     "first signs",  "breaks at",
        "95 % interval", "<setting", "broken at 5", "not monotone", "calls"};
    const mlt_table *table = mlt_results_find_table(s->results, "kinds");
    mlt_columns t;
    mlt_columns_init(&t, s->ctx, heads, sizeof heads / sizeof heads[0]);
    for (size_t i = 0; i < table->n_rows; i++) {
        mlt_columns_text(&t, text_at(table, "name", i));
        mlt_columns_number(&t, at(table, "n", i), 0);
        mlt_columns_number(&t, at(table, "skipped", i), 0);
        add_severity(&t, at(table, "first.severity", i));
        add_severity(&t, at(table, "breaking.severity", i));
        put_range(&t, at(table, "breaking.low", i), at(table, "breaking.high", i));
        mlt_columns_text(&t, text_at(table, "breaking.setting", i));
        mlt_columns_percent(&t, at(table, "broken", i));
        mlt_columns_percent(&t, at(table, "non_monotone.value", i));
        mlt_columns_number(&t, at(table, "calls", i) + at(table, "probe_calls", i), 0);
    }
    mlt_columns_print(&t, out);
    mlt_text_puts(out, "\nbreaks at: the severity at which ");
    mlt_fixed(out, 100 * mlt_results_find_number(s->results, "settings.break_at"), 0);
    mlt_text_puts(out, " % of the samples are broken; first signs: ");
    mlt_fixed(out, 100 * mlt_results_find_number(s->results, "settings.first_break_at"), 0);
    mlt_text_puts(out, " %\n");
    for (size_t i = 0; i < table->n_rows; i++) {
        if (at(table, "fitted", i) <= 0)
            continue;
        mlt_text_puts(out, "note: ");
        mlt_columns_clean(out, text_at(table, "name", i));
        mlt_text_puts(out, ": many samples hold again at a higher severity; its curve is an "
                           "isotonic fit\n");
    }
}

/* The curves at whole severities: the last setting up to each. */
static void put_curve_row(mlt_columns *t, const mlt_table *curve, size_t first, size_t end)
{
    for (int severity = 1; severity <= 5; severity++) {
        double share = NAN;
        for (size_t i = first; i < end; i++)
            if (at(curve, "severity", i) <= severity)
                share = at(curve, "broken.value", i);
        mlt_columns_percent(t, share);
    }
}

static void put_curves(mlt_text *out, const mltest_stress *s)
{
    static const char *const heads[] = {"<broken up to severity", "1", "2", "3", "4", "5"};
    const mlt_table *curve = mlt_results_find_table(s->results, "curve");
    mlt_columns t;
    mlt_columns_init(&t, s->ctx, heads, sizeof heads / sizeof heads[0]);
    for (size_t i = 0, end; i < curve->n_rows; i = end) {
        const char *name = text_at(curve, "kind", i);
        for (end = i; end < curve->n_rows && strcmp(text_at(curve, "kind", end), name) == 0;)
            end++;
        mlt_columns_text(&t, name);
        put_curve_row(&t, curve, i, end);
    }
    mlt_text_putc(out, '\n');
    mlt_columns_print(&t, out);
}

static void put_samples(mlt_text *out, const mltest_stress *s)
{
    static const char *const heads[] = {"<most fragile samples", "<kind", "breaks within",
                                        "kinds that break it"};
    const mlt_table *table = mlt_results_find_table(s->results, "samples");
    mlt_columns t;
    mlt_columns_init(&t, s->ctx, heads, sizeof heads / sizeof heads[0]);
    for (size_t i = 0; i < table->n_rows && i < SHOWN_SAMPLES; i++) {
        double high = at(table, "high", i);
        mlt_columns_text(&t, text_at(table, "sample", i));
        mlt_columns_text(&t, isnan(high) ? "-" : text_at(table, "kind", i));
        if (isnan(high))
            add_severity(&t, high);
        else
            put_range(&t, at(table, "low", i), high);
        mlt_columns_number(&t, mlt_table_find_column(table, "n_broken")->ints[i], 0);
    }
    mlt_text_putc(out, '\n');
    mlt_columns_print(&t, out);
}

static void put_calls(mlt_text *out, const mlt_results *r)
{
    double total = mlt_results_find_number(r, "calls.total");
    put_number(out, "\ncalls: ", mlt_results_find_number(r, "calls.clean"), 0);
    put_number(out, " clean + ", mlt_results_find_number(r, "calls.search"), 0);
    put_number(out, " search + ", mlt_results_find_number(r, "calls.probes"), 0);
    put_number(out, " probes = ", total, 0);
    put_number(
        out, "; five severities of each kind: ", mlt_results_find_number(r, "calls.grid_of_5"), 0);
    put_number(out, ", every step of the search's grid: ",
               mlt_results_find_number(r, "calls.grid_of_32"), 0);
    mlt_text_putc(out, '\n');
}

mltest_status mlt_report_stress_text(mlt_text *out, const mltest_stress *stress,
                                     mltest_error **error)
{
    put_head(out, stress->results);
    put_kinds(out, stress);
    put_curves(out, stress);
    put_samples(out, stress);
    put_calls(out, stress->results);
    return mlt_text_ok(out) ? MLTEST_OK : mlt_fail_memory(error);
}
