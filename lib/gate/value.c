/* SPDX-License-Identifier: MIT */
#include "gate/value.h"

#include <math.h>

#include "journal/placed.h"
#include "metric/classify.h"

/* Whether the true class is among the five likeliest. */
static double is_in_top5(const mltest_scorecard *card, size_t sample, size_t condition)
{
    const mlt_joutcome *now = mlt_journal_outcome(card->journal, sample, condition);
    const mlt_jsample *of = &card->journal->samples[sample];
    int32_t cls = of->n_truth > 0 ? mlt_place_class(of->truth[0].cls, now) : -1;
    if (cls < 0)
        return NAN;
    int64_t rank = mlt_classify_rank(now->preds, now->n_preds, cls);
    return rank >= 0 && rank < 5;
}

static double value_of_labels(const mlt_sample_score *s, mlt_gate_value what, double strictness)
{
    if (isnan(s->q))
        return NAN;
    if (what == MLT_GATE_CORRECTNESS)
        return s->q;
    if (what == MLT_GATE_TOP1)
        return s->q >= 1;
    if (what == MLT_GATE_WRONG)
        return s->q < strictness;
    if (isnan(s->q0))
        return NAN;
    bool was_right = s->q0 >= strictness, is_right = s->q >= strictness;
    if (what == MLT_GATE_NEWLY_BROKEN)
        return s->failed || (was_right && !is_right);
    if (what == MLT_GATE_NEWLY_FIXED)
        return !was_right && is_right;
    return s->q0 - s->q > 1 - strictness;
}

double mlt_gate_sample_value(const mltest_scorecard *card, mlt_gate_value what, size_t sample,
                             size_t condition)
{
    const mlt_sample_score *s = mlt_scorecard_sample(card, sample, condition);
    double strictness = card->settings.score_strictness;
    bool of_labels =
        what != MLT_GATE_AFFECTED && what != MLT_GATE_TOTAL_LOSS && what != MLT_GATE_CONSISTENCY;
    if (!s->counted)
        return NAN;
    if (what == MLT_GATE_TOP5 && s->labelled)
        return is_in_top5(card, sample, condition);
    if (of_labels)
        return value_of_labels(s, what, strictness);
    if (!s->eligible)
        return NAN;
    if (what == MLT_GATE_CONSISTENCY)
        return s->r;
    return what == MLT_GATE_AFFECTED ? s->r < strictness : s->total_loss;
}
