/* SPDX-License-Identifier: MIT */
/*
 * NAME <= NUMBER and NAME >= NUMBER.
 */
#include <math.h>

#include "base/error.h"
#include "gate/bound.h"
#include "gate/condition.h"
#include "gate/judge.h"
#include "gate/share.h"
#include "stats/bound.h"
#include "stats/eprocess.h"

static void judge_value(const mlt_gate *gate, mlt_gate_outcome *out)
{
    out->method = "value";
    bool holds = gate->at_least ? out->value >= gate->limit : out->value <= gate->limit;
    out->verdict = holds ? MLT_VERDICT_PASS : MLT_VERDICT_FAIL;
    mlt_text_puts(&out->reason, "the value alone is judged, without its uncertainty");
}

static void say_share(mlt_gate_outcome *out, const mlt_judgement *j, bool is_whole)
{
    double further = mlt_verdict_further(j, out->n, out->n_effective);
    out->further = further > 0 ? further : NAN;
    if (out->verdict == MLT_VERDICT_INCONCLUSIVE && j->needed > 0 &&
        out->n_effective < (double)j->needed)
        mlt_text_printf(&out->reason,
                        is_whole ? "%.0f samples cannot pass this limit, %.0f are needed"
                                 : "samples worth %.4g drawn one by one cannot pass this limit, "
                                   "%.0f are needed",
                        out->n_effective, (double)j->needed);
    mlt_gate_say_further(out, !is_whole);
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
static void judge_share(const mlt_gate *gate, const mlt_gate_count *count, mlt_gate_outcome *out)
{
    double k = count->k, n = count->n, limit = gate->limit;
    out->method = count->is_whole ? "exact" : "effective";
    out->n_effective = n;
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
    say_share(out, &j, count->is_whole);
}

static mltest_status judge_resampled(const mlt_gate *gate, const mlt_gate_samples *s,
                                     const mlt_gate_measure *m, mlt_gate_outcome *out,
                                     mltest_error **error)
{
    mlt_gate_draws draws = {s->groups, s->n, s->n_groups,
                            0,         0,    mlt_gate_is_of_curves(s->card, gate->score)};
    const mlt_gate_statistic statistic = {mlt_gate_measure_open, mlt_gate_measure_close,
                                          mlt_gate_measure_value, m};
    out->method = "resampling";
    mlt_gate_range(gate->score, &draws.least, &draws.most);
    if (mlt_gate_is_sequential(s, out) || mlt_gate_is_low_evidence(s, gate->score, out))
        return MLTEST_OK;
    TRY(mlt_gate_bound(s->ctx, &draws, &statistic, &out->low, &out->high, error));
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

static mltest_status judge_by_bounds(const mlt_gate *gate, const mlt_gate_samples *s,
                                     const mlt_gate_measure *m, double value, mlt_gate_outcome *out,
                                     mltest_error **error)
{
    mlt_gate_count count;
    out->verdict = MLT_VERDICT_INCONCLUSIVE;
    if (!mlt_gate_is_share(gate->score))
        return judge_resampled(gate, s, m, out, error);
    if (s->card->journal->run.until_decided) { /* of each group one sample was asked */
        judge_sequential(gate, value * out->n / gate->score->scale, out);
        return MLTEST_OK;
    }
    TRY(mlt_gate_count_share(s, m, &count, error));
    judge_share(gate, &count, out);
    return MLTEST_OK;
}

/* What is measured again must be what the scorecard says, or its bounds are of something else. */
static mltest_status judge_measured(const mlt_gate *gate, const mlt_gate_samples *s,
                                    const mlt_gate_target *target, const mlt_gate_measure *m,
                                    mlt_gate_outcome *out, mltest_error **error)
{
    double again;
    TRY(mlt_gate_measure_point(m, &again, error));
    TRY(mlt_gate_count_samples(s, m, out, error));
    if (target->is_level)
        out->value = again;
    if (!isfinite(out->value)) {
        mlt_gate_say_undefined(s->card, out);
        return MLTEST_OK;
    }
    if (gate->is_point) {
        judge_value(gate, out);
        return MLTEST_OK;
    }
    if (!(fabs(again - out->value) <= 1e-9 * gate->score->scale)) {
        out->verdict = MLT_VERDICT_INCONCLUSIVE;
        mlt_text_puts(&out->reason,
                      "no bounds: the score is weighted in a way of its own; judge it "
                      "with point: true");
        return MLTEST_OK;
    }
    return judge_by_bounds(gate, s, m, again, out, error);
}

static mltest_status measure_and_judge(const mlt_gate *gate, const mlt_gate_samples *s,
                                       const mlt_gate_target *target, mlt_gate_outcome *out,
                                       mltest_error **error)
{
    mlt_gate_measure m;
    TRY(mlt_gate_measure_make(&m, s->card, gate->score, target, s->samples, s->n, error));
    mltest_status status = mlt_gate_measure_end(&m, error);
    if (status == MLTEST_OK)
        status = judge_measured(gate, s, target, &m, out, error);
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
    mlt_gate_target target = mlt_gate_target_of(s->card, gate, condition);
    if (!mlt_gate_is_defined(s->card, gate, &target, &out->value, out))
        return MLTEST_OK;
    if (!gate->is_point || target.is_level)
        return measure_and_judge(gate, s, &target, out, error);
    judge_value(gate, out);
    return MLTEST_OK;
}
