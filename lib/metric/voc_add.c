/* SPDX-License-Identifier: MIT */
/*
 * Adding an image. Detections of different classes do not meet, and those of one class meet the
 * truths of one image only: so all are matched here and now, in descending order of score.
 */
#include "base/alloc.h"
#include "base/error.h"
#include "metric/voc_parts.h"

static bool make_workspace(mlt_voc *voc, size_t n_truths, size_t n_preds)
{
    size_t larger = n_truths > n_preds ? n_truths : n_preds;
    return mlt_reserve(voc->ctx, voc->order, voc->cap_order, larger) &&
           mlt_reserve(voc->ctx, voc->scratch, voc->cap_scratch, larger) &&
           mlt_reserve(voc->ctx, voc->goals, voc->cap_goals, n_truths);
}

static bool has_class(const mlt_voc *voc, int32_t cls)
{
    return cls >= 0 && (size_t)cls < voc->options.n_classes;
}

static mlt_voc_goal new_goal(const mlt_voc_options *options, const mlt_truth *truth)
{
    mlt_voc_goal goal = {.corners = mlt_voc_truth_corners(options, &truth->box), .cls = truth->cls};
    uint32_t flags = MLT_TRUTH_DIFFICULT | MLT_TRUTH_IGNORE;
    if (options->details & MLT_VOC_REPEATED_CROWDS)
        goal.crowd = (truth->flags & MLT_TRUTH_CROWD) != 0;
    else
        flags |= MLT_TRUTH_CROWD;
    goal.difficult = options->honour_difficult && (truth->flags & flags) != 0;
    goal.area = mlt_voc_area(options, &goal.corners);
    return goal;
}

/* Fills in the goals and counts the positives; returns how many goals there are. */
static size_t set_goals(mlt_voc *voc, const mlt_truth *truths, size_t n)
{
    size_t kept = 0;
    for (size_t i = 0; i < n; i++)
        if (has_class(voc, truths[i].cls))
            voc->order[kept++] = (mlt_keyed){(uint64_t)truths[i].cls, (uint32_t)i, 0};
    mlt_sort_keyed(voc->order, voc->scratch, kept);
    bool ask_all = (voc->options.details & MLT_VOC_ASK_DIFFICULT) != 0;
    for (size_t i = 0; i < kept; i++) {
        mlt_voc_goal *goal = &voc->goals[i];
        *goal = new_goal(&voc->options, &truths[voc->order[i].index]);
        voc->n_positives[goal->cls] += ask_all || !goal->difficult;
    }
    return kept;
}

static size_t order_preds(mlt_voc *voc, const mlt_pred *preds, size_t n)
{
    size_t kept = 0;
    for (size_t i = 0; i < n; i++) {
        if (!has_class(voc, preds[i].cls))
            continue;
        double score = mlt_voc_score(&voc->options, preds[i].score);
        voc->order[kept++] = (mlt_keyed){mlt_key_descending(score), (uint32_t)i, 0};
    }
    mlt_sort_keyed(voc->order, voc->scratch, kept);
    return kept;
}

/* The first of the goals, which ascend, that is of a class or a later one. */
static size_t first_goal(const mlt_voc_goal *goals, size_t n, int32_t cls)
{
    size_t low = 0;
    while (low < n) {
        size_t middle = low + (n - low) / 2;
        if (goals[middle].cls < cls)
            low = middle + 1;
        else
            n = middle;
    }
    return low;
}

static void match_pred(mlt_voc *voc, const mlt_pred *pred, size_t n_goals)
{
    const mlt_voc_options *options = &voc->options;
    size_t first = first_goal(voc->goals, n_goals, pred->cls);
    size_t end = first;
    while (end < n_goals && voc->goals[end].cls == pred->cls)
        end++;
    mlt_voc_corners box = mlt_voc_pred_corners(options, &pred->box);
    mlt_voc_det *det = &voc->dets[voc->n_dets++];
    det->score = mlt_voc_score(options, pred->score);
    det->cls = pred->cls;
    det->outcome = mlt_voc_match(options, &box, voc->goals + first, end - first);
}

mltest_status mlt_voc_add(mlt_voc *voc, uint64_t key, const mlt_truth *truths, size_t n_truths,
                          const mlt_pred *preds, size_t n_preds, mltest_error **error)
{
    if (n_truths > UINT32_MAX)
        return mlt_fail(error, MLTEST_ERR_LIMIT, "Pascal VOC: too many truths in one image");
    TRY(mlt_voc_make_room(voc, 1, n_preds, error));
    if (!make_workspace(voc, n_truths, n_preds))
        return mlt_fail_memory(error);
    mlt_voc_image *image = &voc->images[voc->n_images++];
    image->key = key;
    image->first_det = voc->n_dets;
    size_t n_goals = set_goals(voc, truths, n_truths);
    image->n_dets = order_preds(voc, preds, n_preds);
    for (size_t i = 0; i < image->n_dets; i++)
        match_pred(voc, &preds[voc->order[i].index], n_goals);
    return MLTEST_OK;
}
