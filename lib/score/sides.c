/* SPDX-License-Identifier: MIT */
#include "score/sides.h"

#include <string.h>

#include "base/alloc.h"
#include "base/error.h"
#include "journal/placed.h"

void mlt_sides_init(mlt_sides *sides, mltest_context *ctx)
{
    memset(sides, 0, sizeof *sides);
    sides->ctx = ctx;
}

static void free_side(mltest_context *ctx, mlt_side *side)
{
    mlt_free(ctx, side->boxes);
    mlt_free(ctx, side->needs);
    mlt_free(ctx, side->partner);
}

void mlt_sides_free(mlt_sides *sides)
{
    free_side(sides->ctx, &sides->clean);
    free_side(sides->ctx, &sides->truth);
    free_side(sides->ctx, &sides->truth_clean);
    mlt_free(sides->ctx, sides->partner_now);
    mlt_free(sides->ctx, sides->partner_clean_pred);
    mlt_free(sides->ctx, sides->iou);
    mlt_free(sides->ctx, sides->spread);
}

static mltest_status size_side(mltest_context *ctx, mlt_side *side, size_t n, mltest_error **error)
{
    size_t room = n + 1;
    if (!mlt_reserve(ctx, side->boxes, side->cap_boxes, room) ||
        !mlt_reserve(ctx, side->needs, side->cap_needs, room) ||
        !mlt_reserve(ctx, side->partner, side->cap_partner, room))
        return mlt_fail_memory(error);
    side->n = n;
    for (size_t i = 0; i < n; i++)
        side->partner[i] = MLT_MATCH_FREE;
    return MLTEST_OK;
}

/* A box where the condition put it, of the class that it made of it; whether it must still be
 * found. */
static uint8_t take(mlt_match_box *out, const mlt_placed *placed, int32_t cls,
                    const mlt_joutcome *now, double min_visibility)
{
    int32_t moved = mlt_place_class(cls, now);
    out->outer = placed->outer;
    out->inner = placed->inner;
    out->exact = placed->exact;
    out->cls = moved >= 0 ? moved : cls;
    if (moved < 0)
        return MLT_NEED_IGNORED;
    return placed->visible >= min_visibility ? MLT_NEED_REQUIRED : MLT_NEED_OPTIONAL;
}

mltest_status mlt_side_set_preds(mltest_context *ctx, mlt_side *side, const mlt_joutcome *clean,
                                 const mlt_jsample *sample, const mlt_joutcome *now,
                                 double min_visibility, mltest_error **error)
{
    TRY(size_side(ctx, side, clean->n_preds, error));
    for (size_t i = 0; i < side->n; i++) {
        const mlt_pred *pred = &clean->preds[i];
        side->boxes[i].score = pred->score;
        const mlt_placed placed = mlt_place_box(&pred->box, sample, now);
        side->needs[i] = take(&side->boxes[i], &placed, pred->cls, now, min_visibility);
    }
    return MLTEST_OK;
}

mltest_status mlt_side_set_truth(mltest_context *ctx, mlt_side *side, const mlt_jsample *sample,
                                 const mlt_joutcome *now, double min_visibility,
                                 mltest_error **error)
{
    TRY(size_side(ctx, side, sample->n_truth, error));
    for (size_t i = 0; i < side->n; i++) {
        const mlt_truth *truth = &sample->truth[i];
        side->boxes[i].score = 1;
        const mlt_placed placed = mlt_place_truth(i, sample, now);
        side->needs[i] = take(&side->boxes[i], &placed, truth->cls, now, min_visibility);
        if (!mlt_truth_counts(truth))
            side->needs[i] = MLT_NEED_IGNORED;
    }
    return MLTEST_OK;
}

mltest_status mlt_side_set_clean_truth(mltest_context *ctx, mlt_side *side,
                                       const mlt_jsample *sample, const mlt_side *needs,
                                       mltest_error **error)
{
    TRY(size_side(ctx, side, sample->n_truth, error));
    for (size_t i = 0; i < side->n; i++) {
        const mlt_truth *truth = &sample->truth[i];
        side->boxes[i] = (mlt_match_box){
            .outer = truth->box, .inner = truth->box, .score = 1, .cls = truth->cls, .exact = true};
        side->needs[i] = needs->needs[i];
    }
    return MLTEST_OK;
}
