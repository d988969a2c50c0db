/* SPDX-License-Identifier: MIT */
#include "gate/judge.h"

#include <inttypes.h>
#include <math.h>
#include <string.h>

#include "base/alloc.h"
#include "base/error.h"

enum { LEAST_SAMPLES = 30 }; /* as risk wants them: doc/scores.md */

mlt_verdict mlt_gate_judge_bounds(double low, double high, double limit, bool at_least)
{
    if (at_least ? low >= limit : high <= limit)
        return MLT_VERDICT_PASS;
    if (at_least ? high < limit : low > limit)
        return MLT_VERDICT_FAIL;
    return MLT_VERDICT_INCONCLUSIVE;
}

mlt_verdict mlt_gate_judge_worsening(double low, double high, double margin)
{
    if (high < margin)
        return MLT_VERDICT_PASS;
    return low > margin ? MLT_VERDICT_FAIL : MLT_VERDICT_INCONCLUSIVE;
}

static bool says_low_evidence(const mltest_scorecard *card, mlt_gate_outcome *out)
{
    const mlt_value *eligible = mlt_results_find_value(card->results, "clean.eligible"),
                    *all = mlt_results_find_value(card->results, "n_samples");
    double n = eligible != NULL ? eligible->number : 0, of = all != NULL ? all->number : 0;
    if (n >= LEAST_SAMPLES && 2 * n >= of)
        return false;
    mlt_text_printf(&out->reason,
                    "low evidence: %.0f of %.0f samples are eligible (%d and half of them are "
                    "wanted)",
                    n, of, LEAST_SAMPLES);
    return true;
}

bool mlt_gate_is_low_evidence(const mlt_gate_samples *s, const mlt_gate_score *score,
                              mlt_gate_outcome *out)
{
    bool is_risk = score->bound == MLT_GATE_RISK || score->bound == MLT_GATE_FLAT_RISK;
    if (is_risk && score->what == MLT_GATE_AFFECTED &&
        (says_low_evidence(s->card, out) ||
         (s->baseline != NULL && says_low_evidence(s->baseline, out))))
        return true;
    if (out->n >= LEAST_SAMPLES && out->n_groups >= LEAST_SAMPLES)
        return false;
    mlt_text_printf(&out->reason, "low evidence: %.0f samples in %.0f groups (%d are wanted)",
                    out->n, out->n_groups, LEAST_SAMPLES);
    return true;
}

bool mlt_gate_is_sequential(const mlt_gate_samples *s, mlt_gate_outcome *out)
{
    if (!s->card->journal->run.until_decided &&
        (s->baseline == NULL || !s->baseline->journal->run.until_decided))
        return false;
    mlt_text_puts(&out->reason, "no bounds: the run stopped at its verdicts (until decided); judge "
                                "shares of conditions, or run with a budget");
    return true;
}

double mlt_gate_further(double n, double half, double distance)
{
    if (!(distance > 0) || !(half > 0))
        return NAN;
    double more = ceil(n * (half / distance) * (half / distance)) - n;
    return more >= 1 && more <= MLT_VERDICT_MAX_FURTHER ? more : NAN;
}

void mlt_gate_say_further(mlt_gate_outcome *out, bool is_estimate)
{
    if (out->verdict != MLT_VERDICT_INCONCLUSIVE || out->reason.n > 0)
        return;
    if (isnan(out->low))
        mlt_text_puts(&out->reason, "no bounds: not defined in too many resamples");
    else if (isnan(out->further))
        mlt_text_puts(&out->reason, "too close to the limit");
    else
        mlt_text_printf(&out->reason, "needs %s%.0f more samples at the same value",
                        is_estimate ? "about " : "", out->further);
}

/* Where labels are known only up to an interval, stricter overlaps would measure the labels. */
static bool is_label_limited(const mltest_scorecard *card, const mlt_gate_score *score,
                             int64_t condition)
{
    static const char *const limited[] = {"mAP", "AP75", "AR", "drop"};
    const mlt_table *table = mlt_results_find_table(card->results, "conditions");
    const mlt_column *column = mlt_table_find_column(table, "label_limited");
    if (condition < 0 || column == NULL || column->ints[condition] == 0)
        return false;
    for (size_t i = 0; i < sizeof limited / sizeof limited[0]; i++)
        if (strcmp(score->source, limited[i]) == 0)
            return true;
    return false;
}

void mlt_gate_say_undefined(const mltest_scorecard *card, mlt_gate_outcome *out)
{
    out->verdict = MLT_VERDICT_FAIL;
    mlt_text_printf(&out->reason,
                    "not defined for %s: no labels, no eligible samples, or most were skipped",
                    card->journal->run.model_name);
}

bool mlt_gate_is_defined(const mltest_scorecard *card, const mlt_gate *gate,
                         const mlt_gate_target *target, double *value, mlt_gate_outcome *out)
{
    bool known = mlt_gate_value_of(card, gate->score, target->condition, value);
    out->verdict = MLT_VERDICT_FAIL;
    if (!known)
        mlt_text_printf(&out->reason, "missing: the scores of %s have no %s",
                        card->journal->run.model_name, gate->score->name);
    else if (is_label_limited(card, gate->score, target->condition))
        mlt_text_printf(&out->reason,
                        "not defined: under this map the labels limit %s; AP50 can be judged",
                        gate->score->name);
    else if (target->is_level || isfinite(*value))
        return true;
    else
        mlt_gate_say_undefined(card, out);
    *value = NAN;
    return false;
}

mlt_gate_target mlt_gate_target_of(const mltest_scorecard *card, const mlt_gate *gate,
                                   int64_t condition)
{
    mlt_gate_target target = {condition, false};
    if (condition >= 0)
        target.is_level = strchr(gate->condition, '#') == NULL &&
                          card->levels[card->level_of[condition]].n_replicates > 1;
    return target;
}

mltest_status mlt_gate_count_samples(const mlt_gate_samples *s, const mlt_gate_measure *m,
                                     mlt_gate_outcome *out, mltest_error **error)
{
    uint8_t *seen = mlt_alloc_zero(s->ctx, s->n_groups + 1, 1);
    if (seen == NULL)
        return mlt_fail_memory(error);
    out->n = out->n_groups = 0;
    for (size_t i = 0; i < s->n; i++) {
        if (!mlt_gate_measure_takes(m, i))
            continue;
        out->n++;
        out->n_groups += !seen[s->groups[i]];
        seen[s->groups[i]] = 1;
    }
    mlt_free(s->ctx, seen);
    return MLTEST_OK;
}
