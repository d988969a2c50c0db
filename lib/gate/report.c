/* SPDX-License-Identifier: MIT */
#include "gate/report.h"

#include <math.h>
#include <string.h>

#include "base/alloc.h"
#include "base/context.h"
#include "base/error.h"
#include "base/fpenv.h"
#include "gate/judge.h"
#include "gate/report_fill.h"

/* The journal itself (path NULL), or with a baseline. */
typedef struct {
    const char *path;
    mltest_scorecard *card; /* of the baseline */
    mlt_gate_samples samples;
} side;

typedef struct {
    mltest_gate_report *report;
    const mltest_gates *gates;
    mltest_journal *journal, *baseline;
    mltest_options *options;
    mltest_scorecard *card;
    side *sides;
    size_t n_sides, cap_sides;
    mlt_gate_outcome *outcomes;
} work;

static const char given[] = "";

/* What a gate's baseline is called: all are one if one was given. */
static const char *path_of(const work *w, const mlt_gate *gate)
{
    return gate->baseline != NULL && w->baseline != NULL ? given : gate->baseline;
}

static side *find_side(work *w, const char *path)
{
    for (size_t i = 0; i < w->n_sides; i++)
        if (path == NULL ? w->sides[i].path == NULL
                         : w->sides[i].path != NULL && strcmp(w->sides[i].path, path) == 0)
            return &w->sides[i];
    return NULL;
}

static mltest_status score_baseline(work *w, side *s, mltest_error **error)
{
    mltest_context *ctx = w->report->ctx;
    mltest_journal *journal = NULL;
    if (s->path == given)
        journal = mlt_journal_ref(w->baseline);
    else
        TRY(mlt_journal_read(&journal, ctx, &s->path, 1, false, error));
    mltest_status status = mlt_scorecard_make(&s->card, ctx, journal, w->options, error);
    mlt_journal_unref(journal);
    return status;
}

static mltest_status add_side(work *w, const char *path, mltest_error **error)
{
    if (find_side(w, path) != NULL)
        return MLTEST_OK;
    if (!mlt_reserve(w->report->ctx, w->sides, w->cap_sides, w->n_sides + 1))
        return mlt_fail_memory(error);
    side *s = &w->sides[w->n_sides++];
    *s = (side){.path = path};
    if (path != NULL)
        TRY(score_baseline(w, s, error));
    return mlt_gate_samples_make(&s->samples, w->card, s->card, error);
}

static mltest_status judge_all(work *w, mltest_error **error)
{
    for (size_t i = 0; i < w->gates->n; i++) {
        const mlt_gate *gate = &w->gates->items[i];
        mlt_gate_outcome *out = &w->outcomes[i];
        TRY(add_side(w, path_of(w, gate), error));
        const mlt_gate_samples *s = &find_side(w, path_of(w, gate))->samples;
        TRY(gate->baseline == NULL ? mlt_gate_judge_limit(gate, s, out, error)
                                   : mlt_gate_judge_no_worse(gate, s, out, error));
        if (!mlt_text_ok(&out->reason))
            return mlt_fail_memory(error);
    }
    return MLTEST_OK;
}

static mltest_status make_options(work *w, const mltest_options *options, mltest_error **error)
{
    TRY(mlt_options_expect(options, &mlt_score_options, error));
    TRY(mlt_options_make(&w->options, w->report->ctx, &mlt_score_options, error));
    TRY(mlt_options_fill(w->options, options, error));
    /* Gates have bounds of their own, and none is about TIDE. */
    TRY(mlt_options_set(w->options, "resamples", "0", error));
    TRY(mlt_options_set(w->options, "tide", "false", error));
    if (w->gates->suite == NULL)
        return MLTEST_OK;
    return mlt_suite_fill_options(w->gates->suite, w->options, error);
}

static mltest_status check_baseline(const work *w, mltest_error **error)
{
    for (size_t i = 0; i < w->gates->n; i++)
        if (w->gates->items[i].baseline != NULL)
            return MLTEST_OK;
    if (w->baseline == NULL)
        return MLTEST_OK;
    return mlt_fail(error, MLTEST_ERR_INVALID,
                    "a baseline is given, but no gate is about one (no_worse_than)");
}

static mltest_status run(work *w, const mltest_options *options, mltest_error **error)
{
    mltest_context *ctx = w->report->ctx;
    fenv_t saved;
    TRY(check_baseline(w, error));
    TRY(make_options(w, options, error));
    TRY(mlt_scorecard_make(&w->card, ctx, w->journal, w->options, error));
    TRY(add_side(w, NULL, error));
    w->outcomes = mlt_alloc_zero(ctx, w->gates->n + 1, sizeof *w->outcomes);
    if (w->outcomes == NULL)
        return mlt_fail_memory(error);
    for (size_t i = 0; i < w->gates->n; i++) {
        mlt_gate_outcome *out = &w->outcomes[i];
        out->value = out->baseline = out->low = out->high = out->n = out->further = NAN;
        out->n_groups = out->n_effective = NAN;
        out->method = "";
        mlt_text_init(&out->reason, ctx);
    }
    mlt_fpenv_enter(&saved);
    mltest_status status = judge_all(w, error);
    mlt_fpenv_leave(&saved);
    if (status == MLTEST_OK)
        status = mlt_gate_report_fill(w->report, w->gates, w->outcomes,
                                      &find_side(w, NULL)->samples, error);
    return status;
}

static void clean_up(work *w)
{
    mltest_context *ctx = w->report->ctx;
    for (size_t i = 0; w->outcomes != NULL && i < w->gates->n; i++)
        mlt_text_free(&w->outcomes[i].reason);
    mlt_free(ctx, w->outcomes);
    for (size_t i = 0; i < w->n_sides; i++) {
        mlt_gate_samples_free(&w->sides[i].samples);
        mlt_scorecard_unref(w->sides[i].card);
    }
    mlt_free(ctx, w->sides);
    mlt_scorecard_unref(w->card);
    mlt_options_unref(w->options);
}

mltest_status mlt_gate_report_make(mltest_gate_report **out, mltest_context *ctx,
                                   const mltest_gates *gates, mltest_journal *journal,
                                   mltest_journal *baseline, const mltest_options *options,
                                   mltest_error **error)
{
    mltest_gate_report *report = mlt_alloc_zero(ctx, 1, sizeof *report);
    if (report == NULL)
        return mlt_fail_memory(error);
    report->refs = 1;
    report->ctx = mlt_context_ref(ctx);
    work w = {.report = report, .gates = gates, .journal = journal, .baseline = baseline};
    mltest_status status = mlt_results_new(&report->results, ctx, error);
    if (status == MLTEST_OK)
        status = run(&w, options, error);
    clean_up(&w);
    if (status == MLTEST_OK)
        *out = report;
    else
        mlt_gate_report_unref(report);
    return status;
}

void mlt_gate_report_unref(mltest_gate_report *report)
{
    if (report == NULL || --report->refs > 0)
        return;
    mltest_context *ctx = report->ctx;
    mlt_results_free(report->results);
    mlt_free(ctx, report);
    mlt_context_unref(ctx);
}
