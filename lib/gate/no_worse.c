/* SPDX-License-Identifier: MIT */
/*
 * No worse than a baseline by a margin, on the samples that both have.
 */
#include <math.h>
#include <string.h>

#include "base/error.h"
#include "gate/bound.h"
#include "gate/condition.h"
#include "gate/judge.h"
#include "stats/paired_share.h"

static const double z95 = 1.6448536269514722; /* one-sided 95 % */

/* A score of both, each on the samples that count in both. */
typedef struct {
    mlt_gate_measure now, before;
    double sign; /* from now - before to how much worse now is */
} pair;

static mltest_status worsening(void *data, const double *weights, double *value,
                               mltest_error **error)
{
    pair *p = data;
    double now, before;
    TRY(mlt_gate_measure_value(&p->now, weights, &now, error));
    TRY(mlt_gate_measure_value(&p->before, weights, &before, error));
    *value = p->sign * (now - before);
    return MLTEST_OK;
}

static void keep_common(mlt_gate_panel *a, mlt_gate_panel *b)
{
    for (size_t i = 0; i < a->n_rows * a->n; i++)
        if (isnan(a->values[i]) || isnan(b->values[i]))
            a->values[i] = b->values[i] = NAN;
}

static bool has_same_conditions(const mlt_gate_samples *s, const pair *p)
{
    const mlt_gate_panel *a = &p->now.panel, *b = &p->before.panel;
    bool same = a->n_rows == b->n_rows;
    for (size_t i = 0; same && i < a->n_rows; i++)
        same = strcmp(s->card->journal->conditions[a->conditions[i]].name,
                      s->baseline->journal->conditions[b->conditions[i]].name) == 0;
    return same;
}

static void judge_shares(const mlt_gate *gate, const pair *p, mlt_gate_outcome *out)
{
    const mlt_gate_panel *a = &p->now.panel, *b = &p->before.panel;
    double only_now = 0, only_before = 0;
    for (size_t i = 0; i < a->n; i++) {
        only_now += a->values[i] > b->values[i];
        only_before += a->values[i] < b->values[i];
    }
    bool is_less_better = gate->score->is_less_better;
    out->method = "paired";
    mlt_paired_share_bounds(is_less_better ? only_now : only_before,
                            is_less_better ? only_before : only_now, out->n, z95, &out->low,
                            &out->high);
}

static mltest_status find_bounds(const mlt_gate *gate, const mlt_gate_samples *s, pair *p,
                                 mlt_gate_outcome *out, mltest_error **error)
{
    double scale = gate->score->scale;
    const mlt_gate_draws draws = {s->groups, s->n, s->n_groups, -scale, scale};
    if (mlt_gate_is_sequential(s, out))
        return MLTEST_OK;
    if (gate->score->bound == MLT_GATE_SHARE) {
        judge_shares(gate, p, out);
        return MLTEST_OK;
    }
    out->method = "resampling";
    if (mlt_gate_is_low_evidence(s, gate->score, out))
        return MLTEST_OK;
    return mlt_gate_bound(s->ctx, &draws, worsening, p, &out->low, &out->high, error);
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

static mltest_status judge_pair(const mlt_gate *gate, const mlt_gate_samples *s, pair *p,
                                mlt_gate_outcome *out, mltest_error **error)
{
    double worse;
    if (!p->now.is_precision) {
        if (!has_same_conditions(s, p)) {
            fail(out, "missing: the baseline was run under other conditions");
            return MLTEST_OK;
        }
        keep_common(&p->now.panel, &p->before.panel);
    }
    TRY(mlt_gate_measure_value(&p->now, NULL, &out->value, error));
    TRY(mlt_gate_measure_value(&p->before, NULL, &out->baseline, error));
    worse = p->sign * (out->value - out->baseline);
    out->n = (double)mlt_gate_measure_count(&p->now);
    if (isnan(worse)) {
        fail(out, "not defined on the samples that count in both journals");
        return MLTEST_OK;
    }
    if (gate->is_point) {
        judge_values(gate, worse, out);
        return MLTEST_OK;
    }
    out->verdict = MLT_VERDICT_INCONCLUSIVE;
    TRY(find_bounds(gate, s, p, out, error));
    out->verdict = mlt_gate_judge_worsening(out->low, out->high, gate->limit);
    bool is_below = worse < gate->limit;
    if (out->verdict == MLT_VERDICT_INCONCLUSIVE)
        out->further = mlt_gate_further(out->n, is_below ? out->high - worse : worse - out->low,
                                        fabs(gate->limit - worse));
    mlt_gate_say_further(out, true);
    return MLTEST_OK;
}

/* Scores that cannot be measured sample by sample: as the two journals have them. */
static void judge_unmeasured(const mlt_gate *gate, double sign, mlt_gate_outcome *out)
{
    if (gate->is_point) {
        judge_values(gate, sign * (out->value - out->baseline), out);
        return;
    }
    out->verdict = MLT_VERDICT_INCONCLUSIVE;
    mlt_text_puts(&out->reason, "this score has no bounds: judge it with point: true");
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

static mltest_status judge_defined(const mlt_gate *gate, const mlt_gate_samples *s, int64_t now,
                                   int64_t before, mlt_gate_outcome *out, mltest_error **error)
{
    pair p = {.sign = gate->score->is_less_better ? 1 : -1};
    if (!mlt_gate_is_measured(gate->score, now)) {
        judge_unmeasured(gate, p.sign, out);
        return MLTEST_OK;
    }
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

mltest_status mlt_gate_judge_no_worse(const mlt_gate *gate, const mlt_gate_samples *s,
                                      mlt_gate_outcome *out, mltest_error **error)
{
    int64_t now, before;
    TRY(find_conditions(gate, s, &now, &before, out, error));
    bool is_missing = out->reason.n > 0;
    if (!mlt_text_ok(&out->reason))
        return mlt_fail_memory(error);
    if (is_missing) {
        out->verdict = MLT_VERDICT_FAIL;
        return MLTEST_OK;
    }
    if (!mlt_gate_is_defined(s->card, gate, now, &out->value, out) ||
        !mlt_gate_is_defined(s->baseline, gate, before, &out->baseline, out))
        return MLTEST_OK;
    if (gate->score->bound == MLT_GATE_PRECISION && !has_same_floor(s)) {
        fail(out, "not defined: the journals have different score floors");
        return MLTEST_OK;
    }
    return judge_defined(gate, s, now, before, out, error);
}
