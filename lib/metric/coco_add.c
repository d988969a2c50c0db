/* SPDX-License-Identifier: MIT */
/*
 * Adding an image: its truths and predictions are put in order and matched class by class.
 */
#include "base/alloc.h"
#include "base/error.h"
#include "metric/coco_parts.h"

static bool make_workspace(mlt_coco *coco, size_t n_truths, size_t n_preds)
{
    mltest_context *ctx = coco->ctx;
    size_t larger = n_truths > n_preds ? n_truths : n_preds;
    return mlt_reserve(ctx, coco->pred_order, coco->cap_pred_order, n_preds) &&
           mlt_reserve(ctx, coco->truth_order, coco->cap_truth_order, n_truths) &&
           mlt_reserve(ctx, coco->scratch, coco->cap_scratch, 2 * larger) &&
           mlt_reserve(ctx, coco->goals, coco->cap_goals, n_truths);
}

static size_t order_truths(mlt_coco *coco, const mlt_truth *truths, size_t n)
{
    mlt_keyed *order = coco->truth_order;
    size_t kept = 0;
    for (size_t i = 0; i < n; i++) {
        int32_t cls = truths[i].cls;
        if (cls >= 0 && (size_t)cls < coco->n_classes)
            order[kept++] = (mlt_keyed){(uint64_t)cls, (uint32_t)i, 0};
    }
    mlt_sort_keyed(order, coco->scratch, kept);
    return kept;
}

static void key_by_score(mlt_coco *coco, const mlt_pred *preds, size_t n)
{
    mlt_keyed *order = coco->pred_order;
    for (size_t i = 0; i < n; i++)
        order[i].key = mlt_key_descending(preds[order[i].index].score);
    mlt_sort_keyed(order, coco->scratch, n);
}

static void key_by_class(mlt_coco *coco, const mlt_pred *preds, size_t n)
{
    mlt_keyed *order = coco->pred_order;
    for (size_t i = 0; i < n; i++)
        order[i].key = (uint64_t)preds[order[i].index].cls;
    mlt_sort_keyed(order, coco->scratch, n);
}

/* By class and then score; without classes by score, ties by class. Then as given. */
static size_t order_preds(mlt_coco *coco, const mlt_pred *preds, size_t n)
{
    size_t kept = 0;
    for (size_t i = 0; i < n; i++)
        if (preds[i].cls >= 0 && (size_t)preds[i].cls < coco->n_classes)
            coco->pred_order[kept++] = (mlt_keyed){0, (uint32_t)i, 0};
    if (coco->class_agnostic) {
        key_by_class(coco, preds, kept);
        key_by_score(coco, preds, kept);
    } else {
        key_by_score(coco, preds, kept);
        key_by_class(coco, preds, kept);
    }
    return kept;
}

/* The end of the run of one class that starts at first. */
static size_t run_end(const mlt_keyed *order, size_t first, size_t n, uint64_t cls)
{
    while (first < n && order[first].key == cls)
        first++;
    return first;
}

static void match_classes(mlt_coco *coco, mlt_coco_lists *lists, size_t n_truths, size_t n_preds)
{
    const mlt_keyed *truths = coco->truth_order;
    const mlt_keyed *preds = coco->pred_order;
    size_t t = 0;
    size_t p = 0;
    while (t < n_truths || p < n_preds) {
        uint64_t cls = p == n_preds || (t < n_truths && truths[t].key < preds[p].key)
                           ? truths[t].key
                           : preds[p].key;
        size_t t_end = run_end(truths, t, n_truths, cls);
        size_t p_end = run_end(preds, p, n_preds, cls);
        lists->cls = (int32_t)cls;
        lists->truth_order = t_end > t ? truths + t : NULL;
        lists->n_truths = t_end - t;
        lists->pred_order = p_end > p ? preds + p : NULL;
        lists->n_preds = p_end - p;
        mlt_coco_match(coco, lists);
        t = t_end;
        p = p_end;
    }
}

mltest_status mlt_coco_add(mlt_coco *coco, uint64_t key, const mlt_truth *truths, size_t n_truths,
                           const mlt_pred *preds, size_t n_preds, mltest_error **error)
{
    if (n_truths > UINT32_MAX)
        return mlt_fail(error, MLTEST_ERR_LIMIT, "too many truths in one image");
    TRY(mlt_coco_make_room(coco, 1, n_preds, n_truths, error));
    if (!make_workspace(coco, n_truths, n_preds))
        return mlt_fail_memory(error);
    mlt_coco_forget_order(coco);
    mlt_coco_image *image = &coco->images[coco->n_images++];
    *image = (mlt_coco_image){key, coco->n_dets, 0, coco->n_cells, 0};
    n_truths = order_truths(coco, truths, n_truths);
    n_preds = order_preds(coco, preds, n_preds);
    mlt_coco_lists lists = {preds, truths, coco->pred_order, coco->truth_order, 0, 0, 0};
    if (coco->class_agnostic) {
        lists.n_truths = n_truths;
        lists.n_preds = n_preds;
        mlt_coco_match(coco, &lists);
    } else {
        match_classes(coco, &lists, n_truths, n_preds);
    }
    image->n_dets = coco->n_dets - image->first_det;
    image->n_cells = coco->n_cells - image->first_cell;
    return MLTEST_OK;
}
