/* SPDX-License-Identifier: MIT */
#include "compare/sentence.h"

#include <math.h>
#include <string.h>

const mlt_row *mlt_find_row(const mlt_rows *rows, const char *figure, size_t model)
{
    for (size_t i = 0; i < rows->n; i++)
        if (rows->items[i].model == model && strcmp(rows->items[i].figure, figure) == 0)
            return &rows->items[i];
    return NULL;
}

/* Three decimals, whatever the locale is. */
static void put(mlt_text *out, double value)
{
    long long thousandths = (long long)floor(fabs(value) * 1000 + 0.5);
    mlt_text_printf(out, "%s%lld.%03lld", value < 0 && thousandths > 0 ? "-" : "",
                    thousandths / 1000, thousandths % 1000);
}

static void put_interval(mlt_text *out, double low, double high)
{
    put(out, low);
    mlt_text_puts(out, " … ");
    put(out, high);
}

static bool is_found(const mlt_row *row, size_t model)
{
    const char *verdict = row->is_primary && row->model == model ? mlt_row_verdict(row) : "";
    return strcmp(verdict, "better") == 0 || strcmp(verdict, "worse") == 0;
}

/* Kinds in which they differ; how many. */
static size_t put_kinds(mlt_text *out, const mlt_differences *d, size_t model)
{
    enum { MOST = 5 };
    size_t n = 0;
    for (size_t i = 0; i < d->kinds.n; i++) {
        const mlt_row *row = &d->kinds.items[i];
        if (!is_found(row, model) || n++ >= MOST)
            continue;
        mlt_text_printf(out, "%s%s (%s)", n > 1 ? ", " : "", row->name, mlt_row_verdict(row));
    }
    if (n > MOST)
        mlt_text_printf(out, " and %zu more", n - MOST);
    return n;
}

static void say_equivalent(mlt_text *out, const mlt_pairing *p, const mlt_differences *d,
                           const mlt_row *row, const char *metric)
{
    mlt_text kinds;
    mlt_text_init(&kinds, p->ctx);
    size_t n = put_kinds(&kinds, d, row->model);
    mlt_text_printf(out,
                    n > 0 ? "same metric, different model: the 90 %% interval of the difference of "
                            "%s ("
                          : "same metric, and no kind of change separates them: the 90 %% interval "
                            "of the difference of %s (",
                    metric);
    put_interval(out, row->difference.lower, row->difference.upper);
    mlt_text_puts(out, ") lies within ±");
    put(out, p->settings.equivalence);
    if (n > 0)
        mlt_text_printf(out, ", but it differs under %s", mlt_text_string(&kinds));
    if (!mlt_text_ok(&kinds))
        out->failed = true;
    mlt_text_free(&kinds);
}

static void say_undecided(mlt_text *out, const mlt_row *row, const char *metric)
{
    mlt_text_printf(out, "%s does not separate them with %.0f images (interval ", metric, row->n);
    put_interval(out, row->difference.low, row->difference.high);
    if (!isnan(row->detectable)) {
        mlt_text_puts(out, "; detectable ≥ ");
        put(out, row->detectable);
    }
    mlt_text_putc(out, ')');
}

void mlt_sentence_of_metric(mlt_text *out, const mlt_pairing *p, const mlt_differences *d,
                            size_t model)
{
    const mlt_row *row =
        mlt_find_row(&d->overall, p->is_classification ? "clean.top1" : "clean.mAP", model);
    const char *metric = p->is_classification ? "clean top-1" : "clean mAP";
    if (row == NULL || isnan(row->difference.lower))
        return;
    if (row->difference.lower >= -p->settings.equivalence &&
        row->difference.upper <= p->settings.equivalence) {
        say_equivalent(out, p, d, row, metric);
    } else if (row->p > 0.05) {
        say_undecided(out, row, metric);
    } else {
        mlt_text_printf(out, "%s is %s by ", metric,
                        row->difference.value > 0 ? "higher" : "lower");
        put(out, fabs(row->difference.value));
        mlt_text_puts(out, " (interval ");
        put_interval(out, row->difference.low, row->difference.high);
        mlt_text_putc(out, ')');
    }
}

/* 1 better, -1 worse, 0 not known. */
static int side_of(const mlt_row *row)
{
    const char *verdict = row != NULL ? mlt_row_verdict(row) : "";
    return strcmp(verdict, "better") == 0 ? 1 : strcmp(verdict, "worse") == 0 ? -1 : 0;
}

void mlt_sentence_of_change(mlt_text *out, const mlt_differences *d, size_t model)
{
    static const char *const both[3][3] = {
        {"less stable, and fails more under change", "less stable; no evidence that it fails more",
         "a trade-off: less stable, but fails less under change"},
        {"fails more under change; no evidence about stability",
         "no evidence of a difference in stability or failure under change",
         "fails less under change; no evidence about stability"},
        {"a trade-off: more stable, but fails more under change",
         "more stable; no evidence that it fails less", "more stable, and fails less under change"},
    };
    static const char *const alone[3] = {"less stable", "no evidence of a difference in stability",
                                         "more stable"};
    const mlt_row *risk = mlt_find_row(&d->overall, "risk", model);
    const mlt_row *failure = mlt_find_row(&d->overall, "failure_under_change", model);
    if (risk == NULL && failure == NULL)
        return;
    if (failure != NULL)
        mlt_text_puts(out, both[side_of(risk) + 1][side_of(failure) + 1]);
    else
        mlt_text_printf(out, "%s (stability, not quality: a constant predictor has risk 0)",
                        alone[side_of(risk) + 1]);
}
