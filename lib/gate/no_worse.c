/* SPDX-License-Identifier: MIT */
/*
 * No worse than a baseline by a margin, on the samples that both have.
 */
#include <math.h>
#include <string.h>

#include "base/alloc.h"
#include "base/error.h"
#include "gate/bound.h"
#include "gate/condition.h"
#include "gate/judge.h"
#include "gate/share.h"
#include "stats/paired_share.h"

static const double z95 = 1.6448536269514722; /* one-sided 95 % */

/* A score of both, each on the samples that count in both. */
typedef struct {
    mlt_gate_measure now, before;
    double sign; /* from now - before to how much worse now is */
    mltest_context *ctx;
} pair;

typedef struct {
    void *now, *before;
} workspaces;

static void close_pair(const void *data, void *opened)
{
    const pair *p = data;
    workspaces *w = opened;
    if (w->now != NULL)
        mlt_gate_measure_close(&p->now, w->now);
    if (w->before != NULL)
        mlt_gate_measure_close(&p->before, w->before);
    mlt_free(p->ctx, w);
}

static mltest_status open_pair(const void *data, void **opened, mltest_error **error)
{
    const pair *p = data;
    workspaces *w = mlt_alloc_zero(p->ctx, 1, sizeof *w);
    if (w == NULL)
        return mlt_fail_memory(error);
    mltest_status status = mlt_gate_measure_open(&p->now, &w->now, error);
    if (status == MLTEST_OK)
        status = mlt_gate_measure_open(&p->before, &w->before, error);
    if (status == MLTEST_OK)
        *opened = w;
    else
        close_pair(p, w);
    return status;
}

static mltest_status worsening(const void *data, void *opened, const double *weights, double *value,
                               mltest_error **error)
{
    const pair *p = data;
    const workspaces *w = opened;
    double now, before;
    TRY(mlt_gate_measure_value(&p->now, w->now, weights, &now, error));
    TRY(mlt_gate_measure_value(&p->before, w->before, weights, &before, error));
    *value = p->sign * (now - before);
    return MLTEST_OK;
}

static bool has_same_conditions(const mlt_gate_samples *s, const pair *p)
{
    size_t n = mlt_gate_measure_rows(&p->now);
    bool same = n == mlt_gate_measure_rows(&p->before);
    for (size_t i = 0; same && i < n; i++) {
        size_t a = mlt_gate_measure_condition(&p->now, i),
               b = mlt_gate_measure_condition(&p->before, i);
        same = strcmp(s->card->journal->conditions[a].name,
                      s->baseline->journal->conditions[b].name) == 0;
    }
    return same;
}

/* Of first - second. Half a pair is for counts being whole: without it one bound in sixteen is
 * wrong where few samples differ. */
static double upper_bound(double first, double second, double n)
{
    double low, high, added = n - first - second;
    added = added < 0.5 ? added : 0.5;
    double taken = second < 0.5 - added ? second : 0.5 - added;
    mlt_paired_share_bounds(first + added, second - taken, n, z95, &low, &high);
    return high;
}

static void judge_shares(const mlt_gate *gate, const mlt_gate_count *count, mlt_gate_outcome *out)
{
    bool is_less_better = gate->score->is_less_better;
    double worse = is_less_better ? count->k : count->other,
           better = is_less_better ? count->other : count->k;
    out->method = "paired";
    out->n_effective = count->n;
    out->low = -upper_bound(better, worse, count->n);
    out->high = upper_bound(worse, better, count->n);
}

static mltest_status find_bounds(const mlt_gate *gate, const mlt_gate_samples *s, const pair *p,
                                 const mlt_gate_count *count, mlt_gate_outcome *out,
                                 mltest_error **error)
{
    mlt_gate_draws draws = {s->groups, s->n, s->n_groups,
                            0,         0,    mlt_gate_is_of_curves(s->card, gate->score)};
    const mlt_gate_statistic statistic = {open_pair, close_pair, worsening, p};
    double least, most;
    if (mlt_gate_is_sequential(s, out))
        return MLTEST_OK;
    if (mlt_gate_is_share(gate->score)) {
        judge_shares(gate, count, out);
        return MLTEST_OK;
    }
    mlt_gate_range(gate->score, &least, &most);
    draws.least = least - most;
    draws.most = most - least;
    out->method = "resampling";
    if (mlt_gate_is_low_evidence(s, gate->score, out))
        return MLTEST_OK;
    return mlt_gate_bound(s->ctx, &draws, &statistic, &out->low, &out->high, error);
}

static void judge_values(const mlt_gate *gate, double worse, mlt_gate_outcome *out)
{
    out->method = "value";
    out->verdict = worse <= gate->limit ? MLT_VERDICT_PASS : MLT_VERDICT_FAIL;
    mlt_text_puts(&out->reason, "the values alone are judged, without their uncertainty");
}

static void fail(mlt_gate_outcome *out, const char *reason)
{
    out->verdict = MLT_VERDICT_FAIL;
    mlt_text_puts(&out->reason, reason);
}

/* Pairs of a share are counted replicate by replicate, those of the worst case when that is known.
 */
static mltest_status end_pair(const mlt_gate *gate, const mlt_gate_samples *s, pair *p,
                              mlt_gate_count *count, mltest_error **error)
{
    mlt_gate_measure_keep_common(&p->now, &p->before);
    if (gate->score->bound == MLT_GATE_SHARE)
        TRY(mlt_gate_count_pair(s, &p->now, &p->before, count, error));
    TRY(mlt_gate_measure_end(&p->now, error));
    TRY(mlt_gate_measure_end(&p->before, error));
    if (gate->score->bound == MLT_GATE_WORST_CASE)
        TRY(mlt_gate_count_pair(s, &p->now, &p->before, count, error));
    return MLTEST_OK;
}

static mltest_status judge_pair(const mlt_gate *gate, const mlt_gate_samples *s, pair *p,
                                mlt_gate_outcome *out, mltest_error **error)
{
    double worse;
    mlt_gate_count count = {0, 0, 0, false};
    if (!has_same_conditions(s, p)) {
        fail(out, "missing: the baseline was run under other conditions");
        return MLTEST_OK;
    }
    TRY(end_pair(gate, s, p, &count, error));
    TRY(mlt_gate_measure_point(&p->now, &out->value, error));
    TRY(mlt_gate_measure_point(&p->before, &out->baseline, error));
    TRY(mlt_gate_count_samples(s, &p->now, out, error));
    worse = p->sign * (out->value - out->baseline);
    if (isnan(worse)) {
        fail(out, "not defined on the samples that count in both journals");
        return MLTEST_OK;
    }
    if (gate->is_point) {
        judge_values(gate, worse, out);
        return MLTEST_OK;
    }
    out->verdict = MLT_VERDICT_INCONCLUSIVE;
    TRY(find_bounds(gate, s, p, &count, out, error));
    out->verdict = mlt_gate_judge_worsening(out->low, out->high, gate->limit);
    bool is_below = worse < gate->limit;
    if (out->verdict == MLT_VERDICT_INCONCLUSIVE)
        out->further = mlt_gate_further(out->n, is_below ? out->high - worse : worse - out->low,
                                        fabs(gate->limit - worse));
    mlt_gate_say_further(out, true);
    return MLTEST_OK;
}

/* The same condition of both journals; false: the gate fails. */
static mltest_status find_conditions(const mlt_gate *gate, const mlt_gate_samples *s, int64_t *now,
                                     int64_t *before, mlt_gate_outcome *out, mltest_error **error)
{
    const mltest_journal *j = s->card->journal, *base = s->baseline->journal;
    *now = *before = -1;
    if (gate->condition[0] == '\0')
        return MLTEST_OK;
    TRY(mlt_gate_find_condition(s->ctx, j, gate->condition, now, &out->reason, error));
    if (*now < 0)
        return MLTEST_OK;
    *before = mlt_journal_find_condition(base, j->conditions[*now].name);
    if (*before < 0)
        mlt_text_printf(&out->reason, "missing: the baseline has no condition %s",
                        j->conditions[*now].name);
    return MLTEST_OK;
}

/* A curve that is cut at another score is another curve. */
static bool has_same_floor(const mlt_gate_samples *s)
{
    const mlt_jrun *a = &s->card->journal->run, *b = &s->baseline->journal->run;
    return !a->has_score_floor || !b->has_score_floor ||
           !(a->score_floor < b->score_floor || a->score_floor > b->score_floor);
}

static mltest_status judge_defined(const mlt_gate *gate, const mlt_gate_samples *s,
                                   const mlt_gate_target *now, const mlt_gate_target *before,
                                   mlt_gate_outcome *out, mltest_error **error)
{
    pair p = {.sign = gate->score->is_less_better ? 1 : -1, .ctx = s->ctx};
    TRY(mlt_gate_measure_make(&p.now, s->card, gate->score, now, s->samples, s->n, error));
    mltest_status status = mlt_gate_measure_make(&p.before, s->baseline, gate->score, before,
                                                 s->of_baseline, s->n, error);
    if (status == MLTEST_OK) {
        status = judge_pair(gate, s, &p, out, error);
        mlt_gate_measure_free(&p.before);
    }
    mlt_gate_measure_free(&p.now);
    return status;
}

/* Scores of which the part below the floor matters. */
static bool needs_floor(const mltest_scorecard *card, const mlt_gate_score *score)
{
    return mlt_gate_is_of_curves(card, score) || score->what == MLT_GATE_AR;
}

mltest_status mlt_gate_judge_no_worse(const mlt_gate *gate, const mlt_gate_samples *s,
                                      mlt_gate_outcome *out, mltest_error **error)
{
    int64_t at, at_before;
    TRY(find_conditions(gate, s, &at, &at_before, out, error));
    bool is_missing = out->reason.n > 0;
    if (!mlt_text_ok(&out->reason))
        return mlt_fail_memory(error);
    if (is_missing) {
        out->verdict = MLT_VERDICT_FAIL;
        return MLTEST_OK;
    }
    mlt_gate_target now = mlt_gate_target_of(s->card, gate, at),
                    before = mlt_gate_target_of(s->baseline, gate, at_before);
    if (!mlt_gate_is_defined(s->card, gate, &now, &out->value, out) ||
        !mlt_gate_is_defined(s->baseline, gate, &before, &out->baseline, out))
        return MLTEST_OK;
    if (needs_floor(s->card, gate->score) && !has_same_floor(s)) {
        fail(out, "not defined: the journals have different score floors");
        return MLTEST_OK;
    }
    return judge_defined(gate, s, &now, &before, out, error);
}
