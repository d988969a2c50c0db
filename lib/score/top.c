/* SPDX-License-Identifier: MIT */
#include "score/top.h"

#include <math.h>

#include "base/alloc.h"
#include "base/error.h"
#include "journal/placed.h"
#include "metric/classify.h"

static const double sum_tolerance = 1e-3; /* what rounding to floats and to decimals may do */

static int32_t top_of(const mlt_joutcome *answer)
{
    return mlt_classify_top(answer->preds, answer->n_preds);
}

double mlt_top_is_right(const mlt_jsample *sample, const mlt_joutcome *answer)
{
    if (answer->type != MLT_OUTCOME || !sample->labelled || sample->n_truth == 0)
        return NAN;
    return top_of(answer) == mlt_place_class(sample->truth[0].cls, answer) ? 1 : 0;
}

bool mlt_top_is_left_out(const mlt_score_case *c)
{
    if (!c->now->is_top && !c->clean->is_top)
        return false;
    bool is_labelled = c->sample->labelled && c->sample->n_truth > 0;
    int32_t cls = is_labelled ? c->sample->truth[0].cls : top_of(c->clean);
    return cls >= 0 && mlt_place_class(cls, c->now) < 0;
}

/* Whether an answer gives probabilities: all of [0, 1], and 1 together. */
static bool is_probable(const mlt_joutcome *answer)
{
    double sum = 0;
    for (size_t i = 0; i < answer->n_preds; i++) {
        double score = answer->preds[i].score;
        if (!(score >= 0 && score <= 1))
            return false;
        sum += score;
    }
    return fabs(sum - 1) <= sum_tolerance;
}

/* 1 - half the sum over classes of |now - clean|; a class that is not named has 0. */
static mltest_status overlap(mlt_sides *s, const mlt_score_case *c, double *out,
                             mltest_error **error)
{
    double sum = 0;
    if (!is_probable(c->clean) || !is_probable(c->now))
        return MLTEST_OK;
    if (!mlt_reserve(s->ctx, s->spread, s->cap_spread, c->n_classes + 1))
        return mlt_fail_memory(error);
    for (size_t k = 0; k < c->n_classes; k++)
        s->spread[k] = 0;
    for (size_t i = 0; i < c->now->n_preds; i++) {
        const mlt_pred *pred = &c->now->preds[i];
        if (pred->cls >= 0 && (size_t)pred->cls < c->n_classes)
            s->spread[pred->cls] += pred->score;
    }
    for (size_t i = 0; i < c->clean->n_preds; i++) {
        int32_t cls = mlt_place_class(c->clean->preds[i].cls, c->now);
        if (cls >= 0 && (size_t)cls < c->n_classes)
            s->spread[cls] -= c->clean->preds[i].score;
    }
    for (size_t k = 0; k < c->n_classes; k++)
        sum += fabs(s->spread[k]);
    *out = 1 - sum / 2;
    return MLTEST_OK;
}

mltest_status mlt_score_top(mlt_sides *s, const mlt_score_case *c, mlt_sample_score *out,
                            mltest_error **error)
{
    if (out->eligible) {
        out->r = mlt_place_class(top_of(c->clean), c->now) == top_of(c->now) ? 1 : 0;
        TRY(overlap(s, c, &out->overlap, error));
    }
    out->q = mlt_top_is_right(c->sample, c->now);
    out->q0 = mlt_top_is_right(c->sample, c->clean);
    return MLTEST_OK;
}
