/* SPDX-License-Identifier: MIT */
#include <inttypes.h>
#include <math.h>
#include <string.h>

#include "base/error.h"
#include "base/math.h"
#include "report/columns.h"
#include "report/report.h"

static double number(const mlt_results *r, const char *name)
{
    const mlt_value *v = mlt_results_find_value(r, name);
    return v != NULL ? v->number : NAN;
}

static const char *text(const mlt_results *r, const char *name)
{
    const mlt_value *v = mlt_results_find_value(r, name);
    return v != NULL && v->text != NULL ? v->text : "";
}

static void put(mlt_text *out, const char *label, double value, int decimals)
{
    mlt_text_puts(out, label);
    if (isnan(value))
        mlt_text_putc(out, '-');
    else
        mlt_fixed(out, value, decimals);
}

static void put_head(mlt_text *out, const mltest_scorecard *card)
{
    const mlt_results *r = card->results;
    mlt_columns_clean(out, text(r, "model.name"));
    mlt_text_puts(out, " on ");
    mlt_columns_clean(out, text(r, "dataset.name"));
    mlt_text_printf(out, ", suite ");
    mlt_columns_clean(out, text(r, "suite.name"));
    mlt_text_printf(out, ", %zu samples\n\n", card->journal->n_samples);
    put(out, "risk ", number(r, "risk.value"), 1);
    mlt_text_puts(out, " of 100");
    if (!isnan(number(r, "risk.low"))) {
        put(out, ", 95 % interval ", number(r, "risk.low"), 1);
        put(out, "…", number(r, "risk.high"), 1);
    }
    mlt_text_puts(out, " (lower is better");
    if (card->risk.low_evidence)
        mlt_text_puts(out, "; low evidence");
    if (card->risk.blind_share > 0)
        put(out, "; % of samples blind: ", 100 * card->risk.blind_share, 1);
    mlt_text_putc(out, ')');
    if (card->conditions[0].n_labelled > 0)
        put(out, ", failure under change ", number(r, "failure_under_change"), 1);
    mlt_text_putc(out, '\n');
    if (!isnan(number(r, "clean.mAP"))) {
        put(out, "clean: mAP ", number(r, "clean.mAP"), 3);
        if (!isnan(number(r, "mAP_truncated_at"))) {
            put(out, " (truncated at ", number(r, "mAP_truncated_at"), 2);
            mlt_text_putc(out, ')');
        }
        put(out, ", AP50 ", number(r, "clean.AP50"), 3);
        put(out, ", F1 ", number(r, "clean.F1"), 3);
        put(out, " at confidence ", card->settings.min_confidence, 2);
        put(out, "; mPC ", number(r, "mPC"), 3);
        put(out, ", rPC ", number(r, "rPC"), 3);
        mlt_text_putc(out, '\n');
    } else if (!isnan(number(r, "clean.top1"))) {
        put(out, "clean: top-1 ", number(r, "clean.top1"), 3);
        put(out, ", top-5 ", number(r, "clean.top5"), 3);
        mlt_text_putc(out, '\n');
    }
    if (text(r, "worst_kind.name")[0] != '\0') {
        mlt_text_puts(out, "worst kind: ");
        mlt_columns_clean(out, text(r, "worst_kind.name"));
        put(out, ", ", 100 * number(r, "worst_kind.affected"), 1);
        mlt_text_puts(out, " % of samples affected\n");
    }
    mlt_text_putc(out, '\n');
}

static void put_interval(mlt_columns *t, double low, double high)
{
    mlt_text cell;
    mlt_text_init(&cell, t->cells.ctx);
    if (isnan(low)) {
        mlt_text_putc(&cell, '-');
    } else {
        mlt_fixed(&cell, 100 * low, 1);
        mlt_text_puts(&cell, "…");
        mlt_fixed(&cell, 100 * high, 1);
    }
    mlt_columns_take(t, &cell);
}

/* E itself, which speaks for a verdict from 20 on. */
static void put_evidence(mlt_columns *t, double log_e)
{
    const double most = 6.9077552789821368; /* ln 1000 */
    if (log_e > most)
        mlt_columns_text(t, "> 1000");
    else
        mlt_columns_number(t, mlt_exp(log_e), 2);
}

static void put_conditions(mlt_text *out, const mltest_scorecard *card)
{
    bool classes = card->journal->run.task == MLTEST_TASK_CLASSIFICATION;
    const char *const heads[] = {"<condition",
                                 "n",
                                 "affected",
                                 "95 % interval",
                                 "<verdict",
                                 "robustness",
                                 "broken",
                                 classes ? "top-1" : "mAP",
                                 classes ? "top-5" : "AP50",
                                 "drop"};
    const mlt_table *table = mlt_results_find_table(card->results, "conditions");
    const mlt_column *verdict = mlt_table_find_column(table, "verdict");
    mlt_columns t;
    mlt_columns_init(&t, card->ctx, heads, sizeof heads / sizeof heads[0]);
    for (size_t i = 0; i < table->n_rows; i++) {
        const mlt_condition_score *s = &card->conditions[i];
        mlt_columns_text(&t, card->journal->conditions[i].name);
        mlt_columns_number(&t, (double)s->n_eligible, 0);
        mlt_columns_percent(&t, s->affected.value);
        put_interval(&t, s->affected.low, s->affected.high);
        mlt_columns_text(&t, verdict->strings[i]);
        mlt_columns_number(&t, 100 * s->mean_r, 1);
        mlt_columns_percent(&t, s->newly_broken.value);
        if (s->label_limited)
            mlt_columns_text(&t, "(limited)");
        else
            mlt_columns_number(&t, s->map, 3);
        mlt_columns_number(&t, s->ap50, 3);
        mlt_columns_number(&t, s->drop, 3);
    }
    mlt_columns_print(&t, out);
}

static void put_categories(mlt_text *out, const mltest_scorecard *card)
{
    static const char *const heads[] = {"<category", "affected", "robustness", "failure"};
    const mlt_table *table = mlt_results_find_table(card->results, "categories");
    mlt_columns t;
    mlt_columns_init(&t, card->ctx, heads, sizeof heads / sizeof heads[0]);
    for (size_t i = 0; i < table->n_rows; i++) {
        mlt_columns_text(&t, mlt_table_find_column(table, "name")->strings[i]);
        mlt_columns_percent(&t, mlt_table_find_column(table, "affected")->doubles[i]);
        mlt_columns_number(&t, mlt_table_find_column(table, "robustness")->doubles[i], 1);
        mlt_columns_percent(&t, mlt_table_find_column(table, "failure")->doubles[i]);
    }
    mlt_text_putc(out, '\n');
    mlt_columns_print(&t, out);
}

/* What a run until decided came to, and what it saved. */
static void put_decisions(mlt_text *out, const mltest_scorecard *card)
{
    static const char *const heads[] = {"<condition", "calls",  "n",       "affected",
                                        "E pass",     "E fail", "<decided"};
    const mlt_results *r = card->results;
    const mlt_table *table = mlt_results_find_table(r, "decisions");
    double total = number(r, "calls.total"), grid = number(r, "calls.grid");
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
    put(out, ", of them clean ", number(r, "calls.clean"), 0);
    put(out, "; the full grid: ", grid, 0);
    put(out, " (saved ", grid > 0 ? 100 * (1 - total / grid) : NAN, 1);
    put(out, " %); undecided ", 100 * number(r, "undecided_share"), 1);
    mlt_text_puts(out, " % of the conditions\n");
}

/* What decides a verdict that is still open, once for the whole table. */
static void put_verdict_note(mlt_text *out, const mltest_scorecard *card)
{
    const mlt_table *table = mlt_results_find_table(card->results, "conditions");
    double needed =
        table->n_rows > 0 ? mlt_table_find_column(table, "samples_needed")->doubles[0] : NAN;
    mlt_text_puts(out, "\nverdict: fewer than ");
    mlt_fixed(out, 100 * card->settings.target, 1);
    mlt_text_puts(out, " % of samples affected?");
    if (!isnan(needed) && (double)card->conditions[0].n_eligible < needed)
        mlt_text_printf(out, " %" PRIu64 " samples cannot pass it; %" PRIu64 " are needed",
                        card->conditions[0].n_eligible, (uint64_t)needed);
    mlt_text_putc(out, '\n');
}

mltest_status mlt_report_scorecard_text(mlt_text *out, const mltest_scorecard *card,
                                        mltest_error **error)
{
    const mlt_table *warnings = mlt_results_find_table(card->results, "warnings");
    put_head(out, card);
    put_conditions(out, card);
    put_categories(out, card);
    put_verdict_note(out, card);
    put_decisions(out, card);
    for (size_t i = 0; i < warnings->n_rows; i++) {
        mlt_text_puts(out, "note: ");
        mlt_columns_clean(out, warnings->columns[0].strings[i]);
        mlt_text_putc(out, '\n');
    }
    return mlt_text_ok(out) ? MLTEST_OK : mlt_fail_memory(error);
}
