/* SPDX-License-Identifier: MIT */
#include "report/scorecard_head.h"

#include <inttypes.h>
#include <math.h>
#include <string.h>

#include "report/columns.h"
#include "report/table_text.h"

typedef struct {
    const mlt_results *results;
    mlt_columns columns;
    mlt_text note; /* of the row that is put next */
} head;

static const char *text(const mlt_results *r, const char *name)
{
    const mlt_value *v = mlt_results_find_value(r, name);
    return v != NULL && v->text != NULL ? v->text : "";
}

static void note_number(head *h, const char *before, double value, int decimals, const char *after)
{
    mlt_text_puts(&h->note, before);
    mlt_fixed(&h->note, value, decimals);
    mlt_text_puts(&h->note, after);
}

/* A row. scale 100: in percent. */
static void put_row(head *h, const char *label, double value, double low, double high, double scale,
                    int decimals)
{
    mlt_columns *t = &h->columns;
    mlt_text cell;
    mlt_columns_text(t, label);
    if (scale > 1)
        mlt_columns_percent(t, value);
    else
        mlt_columns_number(t, value, decimals);
    mlt_text_init(&cell, t->cells.ctx);
    if (high - low > 1e-9) {
        mlt_fixed(&cell, low * scale, decimals);
        mlt_text_puts(&cell, "…");
        mlt_fixed(&cell, high * scale, decimals);
    }
    mlt_columns_take(t, &cell);
    mlt_columns_take(t, &h->note);
    mlt_text_init(&h->note, t->cells.ctx);
}

/* The same, unless the value is not defined. */
static void put(head *h, const char *label, double value, double low, double high, double scale,
                int decimals)
{
    if (isfinite(value)) {
        put_row(h, label, value, low, high, scale, decimals);
        return;
    }
    h->columns.cells.failed = h->columns.cells.failed || !mlt_text_ok(&h->note);
    mlt_text_clear(&h->note);
}

/* A figure of the whole that may have been drawn again, in percent. */
static void put_drawn(head *h, const char *label, const char *name, const char *figure)
{
    double low, high;
    bool is_drawn = mlt_results_drawn(h->results, figure, "", &low, &high);
    put_row(h, label, mlt_results_find_number(h->results, name), is_drawn ? low : NAN,
            is_drawn ? high : NAN, 1, 1);
}

static void put_worst(head *h, const char *label, const char *name, const char *affected,
                      const char *figure)
{
    double low, high;
    const char *of = text(h->results, name);
    bool is_drawn = mlt_results_drawn(h->results, figure, of, &low, &high);
    mlt_text_puts(&h->note, "affected by ");
    mlt_columns_clean(&h->note, of);
    put(h, label, mlt_results_find_number(h->results, affected), is_drawn ? low / 100 : NAN,
        is_drawn ? high / 100 : NAN, 100, 1);
}

static void put_risk(head *h, const mltest_scorecard *card)
{
    mlt_text_puts(&h->note, card->risk.low_evidence ? "lower is better; LOW EVIDENCE"
                                                    : "of 100, lower is better");
    if (!isnan(card->risk.blind_share))
        note_number(h, "; ", 100 * card->risk.blind_share, 1, " % of samples blind");
    put_drawn(h, "risk", "risk.value", "risk");
    if (card->conditions[0].n_labelled > 0) {
        mlt_text_puts(&h->note, "of 100, wrong answers, weighted as the risk");
        put_drawn(h, "failure under change", "failure_under_change", "failure_under_change");
    }
    mlt_text_puts(&h->note, "every kind alike");
    put_drawn(h, "flat risk", "risk_flat", "risk_flat");
    mlt_text_puts(&h->note, "affected by some condition of severity 3 or less");
    put(h, "worst case", mlt_results_find_number(h->results, "worst_case_share"), NAN, NAN, 100, 1);
    put_worst(h, "worst kind", "worst_kind.name", "worst_kind.affected", "affected_of_kind");
    put_worst(h, "worst category", "worst_category.name", "worst_category.affected",
              "affected_of_category");
}

static void put_floor(head *h)
{
    mlt_text_puts(&h->note, "affected by asking once more");
    put(h, "noise floor, repeat", mlt_results_find_number(h->results, "noise_floor.repeat"), NAN,
        NAN, 100, 1);
    mlt_text_puts(&h->note, "affected by one grey level of noise");
    put(h, "noise floor, dither", mlt_results_find_number(h->results, "noise_floor.dither"), NAN,
        NAN, 100, 1);
}

static void put_value(head *h, const char *label, const char *name, const char *low,
                      const char *high)
{
    put(h, label, mlt_results_find_number(h->results, name),
        mlt_results_find_number(h->results, low), mlt_results_find_number(h->results, high), 1, 3);
}

static void put_performance(head *h, const mltest_scorecard *card)
{
    double floor = mlt_results_find_number(h->results, "mAP_truncated_at");
    if (!isnan(floor))
        note_number(h, "truncated at ", floor, 3, "");
    put_value(h, "clean mAP", "clean.mAP", "clean.mAP_low", "clean.mAP_high");
    put_value(h, "clean AP50", "clean.AP50", "clean.AP50_low", "clean.AP50_high");
    note_number(h, "at confidence ", card->settings.min_confidence, 2,
                card->settings.odd_half ? ", of the best F1 on the half that is not scored" : "");
    put_value(h, "clean F1", "clean.F1", "", "");
    put_value(h, "clean top-1", "clean.top1", "clean.top1_low", "clean.top1_high");
    put_value(h, "clean top-5", "clean.top5", "", "");
    mlt_text_puts(&h->note, "mean performance under change");
    put_value(h, "mPC", "mPC", "mPC_low", "mPC_high");
    mlt_text_puts(&h->note, "of the clean one");
    if (isfinite(mlt_results_find_number(h->results, "rPC_class_mean")))
        note_number(h, "; mean of the classes' own ",
                    mlt_results_find_number(h->results, "rPC_class_mean"), 3, "");
    put_value(h, "rPC", "rPC", "rPC_low", "rPC_high");
    mlt_text_puts(&h->note, "against ");
    mlt_columns_clean(&h->note, text(h->results, "mCE.baseline"));
    if (!(mlt_results_find_number(h->results, "mCE.standard") > 0))
        mlt_text_puts(&h->note, "; of mAP, which is not the standard measure");
    put_value(h, "mCE", "mCE.value", "", "");
    mlt_text_puts(&h->note, "of the drops");
    put_value(h, "relative mCE", "mCE.relative", "", "");
}

static void put_evidence(mlt_text *out, const mlt_results *r)
{
    double draws = mlt_results_find_number(r, "resampling.draws"),
           units = mlt_results_find_number(r, "resampling.units");
    mlt_text_puts(out, "Intervals hold 95 %; shares of samples have Wilson's, ");
    if (draws > 0) {
        mlt_text_puts(out, "the rest is from ");
        mlt_fixed(out, draws, 0);
        mlt_text_puts(out, " draws of ");
        mlt_fixed(out, units, 0);
        mlt_text_printf(out, " %ss,\nand not there where all draws agree.\n",
                        text(r, "resampling.unit"));
    } else {
        mlt_text_puts(out, "the rest has none (resamples 0).\n");
    }
}

void mlt_scorecard_head(mlt_text *out, const mltest_scorecard *card)
{
    static const char *const heads[] = {"<", "value", "95 % interval", "<"};
    head h = {.results = card->results};
    mlt_columns_clean(out, text(h.results, "model.name"));
    mlt_text_puts(out, " on ");
    mlt_columns_clean(out, text(h.results, "dataset.name"));
    mlt_text_printf(out, ", suite ");
    mlt_columns_clean(out, text(h.results, "suite.name"));
    mlt_text_printf(out, ", %zu samples\n\n", card->journal->n_samples);
    mlt_columns_init(&h.columns, out->ctx, heads, sizeof heads / sizeof heads[0]);
    mlt_text_init(&h.note, out->ctx);
    put_risk(&h, card);
    put_floor(&h);
    put_performance(&h, card);
    mlt_text_free(&h.note);
    mlt_columns_print(&h.columns, out);
    put_evidence(out, h.results);
}
