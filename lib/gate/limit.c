/* SPDX-License-Identifier: MIT */
/*
 * NAME <= NUMBER and NAME >= NUMBER.
 */
#include <math.h>

#include "base/error.h"
#include "gate/bound.h"
#include "gate/condition.h"
#include "gate/judge.h"
#include "stats/bound.h"
#include "stats/eprocess.h"

static void judge_value(const mlt_gate *gate, mlt_gate_outcome *out)
{
    out->method = "value";
    bool holds = gate->at_least ? out->value >= gate->limit : out->value <= gate->limit;
    out->verdict = holds ? MLT_VERDICT_PASS : MLT_VERDICT_FAIL;
    mlt_text_puts(&out->reason, "the value alone is judged, without its uncertainty");
}

static void say_share(mlt_gate_outcome *out, const mlt_judgement *j)
{
    out->further = j->further > 0 ? (double)j->further : NAN;
    if (out->verdict == MLT_VERDICT_INCONCLUSIVE && j->needed > 0 && out->n < (double)j->needed)
        mlt_text_printf(&out->reason, "%.0f samples cannot pass this limit, %.0f are needed",
                        out->n, (double)j->needed);
    mlt_gate_say_further(out, false);
}

/* The run stopped when it had seen enough: bounds that hold whenever that was. */
static void judge_sequential(const mlt_gate *gate, double k, mlt_gate_outcome *out)
{
    out->method = "sequential";
    mlt_e_bounds(k, out->n, &out->low, &out->high);
    out->verdict = mlt_gate_judge_bounds(out->low, out->high, gate->limit, gate->at_least);
    if (out->verdict == MLT_VERDICT_INCONCLUSIVE)
        mlt_text_puts(&out->reason, "not decided by the samples that were run");
}

/* At least a limit: at most what is left of the samples without the property. */
static void judge_share(const mlt_gate *gate, double k, mlt_gate_outcome *out)
{
    double n = out->n, limit = gate->limit;
    out->method = "exact";
    out->low = mlt_share_lower(k, n, MLT_VERDICT_ALPHA);
    out->high = mlt_share_upper(k, n, MLT_VERDICT_ALPHA);
    if (gate->at_least ? limit <= 0 || limit > 1 : limit < 0 || limit >= 1) {
        out->verdict = mlt_gate_judge_bounds(out->low, out->high, limit, gate->at_least);
        mlt_gate_say_further(out, false);
        return;
    }
    mlt_judgement j =
        gate->at_least ? mlt_verdict_judge(n - k, n, 1 - limit) : mlt_verdict_judge(k, n, limit);
    out->verdict = j.verdict;
    say_share(out, &j);
}

static mltest_status judge_resampled(const mlt_gate *gate, const mlt_gate_samples *s,
                                     mlt_gate_measure *m, mlt_gate_outcome *out,
                                     mltest_error **error)
{
    const mlt_gate_draws draws = {s->groups, s->n, s->n_groups, 0, gate->score->scale};
    out->method = "resampling";
    if (mlt_gate_is_sequential(s, out) || mlt_gate_is_low_evidence(s, gate->score, out))
        return MLTEST_OK;
    TRY(mlt_gate_bound(s->ctx, &draws, mlt_gate_measure_value, m, &out->low, &out->high, error));
    out->verdict = mlt_gate_judge_bounds(out->low, out->high, gate->limit, gate->at_least);
    bool is_below = out->value < gate->limit;
    out->further =
        out->verdict != MLT_VERDICT_INCONCLUSIVE
            ? NAN
            : mlt_gate_further(out->n, is_below ? out->high - out->value : out->value - out->low,
                               fabs(gate->limit - out->value));
    mlt_gate_say_further(out, true);
    return MLTEST_OK;
}

/* What is measured again must be what the scorecard says, or its bounds are of something else. */
static mltest_status judge_measured(const mlt_gate *gate, const mlt_gate_samples *s,
                                    mlt_gate_measure *m, mlt_gate_outcome *out,
                                    mltest_error **error)
{
    double again;
    TRY(mlt_gate_measure_value(m, NULL, &again, error));
    out->n = (double)mlt_gate_measure_count(m);
    if (!(fabs(again - out->value) <= 1e-9 * gate->score->scale)) {
        mlt_text_puts(&out->reason,
                      "no bounds: the score is weighted in a way of its own; judge it "
                      "with point: true");
        return MLTEST_OK;
    }
    if (gate->score->bound != MLT_GATE_SHARE)
        return judge_resampled(gate, s, m, out, error);
    double k = floor(again * out->n + 0.5);
    if (s->card->journal->run.until_decided)
        judge_sequential(gate, k, out);
    else
        judge_share(gate, k, out);
    return MLTEST_OK;
}

static mltest_status judge_by_bounds(const mlt_gate *gate, const mlt_gate_samples *s,
                                     int64_t condition, mlt_gate_outcome *out, mltest_error **error)
{
    mlt_gate_measure m;
    out->verdict = MLT_VERDICT_INCONCLUSIVE;
    if (!mlt_gate_is_measured(gate->score, condition)) {
        mlt_text_puts(&out->reason, "this score has no bounds: judge it with point: true");
        return MLTEST_OK;
    }
    TRY(mlt_gate_measure_make(&m, s->card, gate->score, condition, s->samples, s->n, error));
    mltest_status status = judge_measured(gate, s, &m, out, error);
    mlt_gate_measure_free(&m);
    return status;
}

mltest_status mlt_gate_judge_limit(const mlt_gate *gate, const mlt_gate_samples *s,
                                   mlt_gate_outcome *out, mltest_error **error)
{
    int64_t condition = -1;
    if (gate->condition[0] != '\0') {
        TRY(mlt_gate_find_condition(s->ctx, s->card->journal, gate->condition, &condition,
                                    &out->reason, error));
        if (condition < 0) {
            out->verdict = MLT_VERDICT_FAIL;
            return MLTEST_OK;
        }
    }
    if (!mlt_gate_is_defined(s->card, gate, condition, &out->value, out))
        return MLTEST_OK;
    if (gate->is_point) {
        judge_value(gate, out);
        return MLTEST_OK;
    }
    return judge_by_bounds(gate, s, condition, out, error);
}
