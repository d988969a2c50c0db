/* SPDX-License-Identifier: MIT */
/*
 * Adding an image: its truths and predictions are dealt out to their classes in one pass, and each
 * class is matched.
 */
#include "base/alloc.h"
#include "base/error.h"
#include "metric/coco_parts.h"

static const mlt_coco_federated nothing_known;

/* An image as it is given. */
typedef struct {
    uint64_t key;
    const mlt_truth *truths;
    const mlt_coco_moved *moved; /* or NULL */
    size_t n_truths;
    const mlt_pred *preds;
    size_t n_preds;
    const mlt_coco_federated *federated;
} given_image;

static bool make_workspace(mlt_coco *coco, size_t n_truths, size_t n_preds)
{
    mltest_context *ctx = coco->ctx;
    size_t larger = n_truths > n_preds ? n_truths : n_preds;
    return mlt_reserve(ctx, coco->pred_list, coco->cap_pred_list, n_preds + 1) &&
           mlt_reserve(ctx, coco->pred_order, coco->cap_pred_order, n_preds + 1) &&
           mlt_reserve(ctx, coco->truth_list, coco->cap_truth_list, n_truths + 1) &&
           mlt_reserve(ctx, coco->truth_order, coco->cap_truth_order, n_truths + 1) &&
           mlt_reserve(ctx, coco->scratch, coco->cap_scratch, 2 * larger) &&
           mlt_reserve(ctx, coco->goals, coco->cap_goals, n_truths);
}

/* The bucket of a class, or NULL. */
static mlt_coco_bucket *see(mlt_coco *coco, int32_t cls)
{
    int32_t column = mlt_coco_column(coco, cls);
    if (column < 0)
        return NULL;
    mlt_coco_bucket *bucket = &coco->buckets[column];
    if (!bucket->seen)
        coco->seen[coco->n_seen++] = (uint32_t)column;
    bucket->seen = true;
    return bucket;
}

static void mark(mlt_coco *coco, const mlt_coco_federated *federated)
{
    for (size_t i = 0; i < federated->n_negative; i++) {
        mlt_coco_bucket *bucket = see(coco, federated->negative[i]);
        if (bucket)
            bucket->negative = true;
    }
    for (size_t i = 0; i < federated->n_not_exhaustive; i++) {
        mlt_coco_bucket *bucket = see(coco, federated->not_exhaustive[i]);
        if (bucket)
            bucket->not_exhaustive = true;
    }
}

/* Drops what belongs to no class, or to one of which LVIS does not say whether it is there. */
static size_t count_preds(mlt_coco *coco, const mlt_pred *preds, size_t n)
{
    size_t kept = 0;
    for (size_t i = 0; i < n; i++) {
        uint32_t at = coco->pred_list[i];
        mlt_coco_bucket *bucket = see(coco, preds[at].cls);
        if (!bucket || (coco->lvis && bucket->n_truths == 0 && !bucket->negative))
            continue;
        bucket->n_preds++;
        coco->pred_list[kept++] = at;
    }
    return kept;
}

static size_t count_truths(mlt_coco *coco, const mlt_truth *truths, size_t n)
{
    size_t kept = 0;
    for (size_t i = 0; i < n; i++) {
        uint32_t at = coco->truth_list[i];
        mlt_coco_bucket *bucket = see(coco, truths[at].cls);
        if (!bucket)
            continue;
        bucket->n_truths++;
        coco->truth_list[kept++] = at;
    }
    return kept;
}

/* Where each class's share begins; the counts start again. */
static void share_out(mlt_coco *coco)
{
    uint32_t preds = 0;
    uint32_t truths = 0;
    for (size_t i = 0; i < coco->n_seen; i++) {
        mlt_coco_bucket *bucket = &coco->buckets[coco->seen[i]];
        bucket->first_pred = preds;
        bucket->first_truth = truths;
        preds += bucket->n_preds;
        truths += bucket->n_truths;
        bucket->n_preds = bucket->n_truths = 0;
    }
}

static void deal(mlt_coco *coco, const mlt_truth *truths, size_t n_truths, const mlt_pred *preds,
                 size_t n_preds)
{
    for (size_t i = 0; i < n_truths; i++) {
        uint32_t at = coco->truth_list[i];
        mlt_coco_bucket *bucket = &coco->buckets[mlt_coco_column(coco, truths[at].cls)];
        coco->truth_order[bucket->first_truth + bucket->n_truths++] = at;
    }
    for (size_t i = 0; i < n_preds; i++) {
        uint32_t at = coco->pred_list[i];
        mlt_coco_bucket *bucket = &coco->buckets[mlt_coco_column(coco, preds[at].cls)];
        coco->pred_order[bucket->first_pred + bucket->n_preds++] = at;
    }
}

static void match_classes(mlt_coco *coco, const given_image *given)
{
    for (size_t i = 0; i < coco->n_seen; i++) {
        mlt_coco_bucket *bucket = &coco->buckets[coco->seen[i]];
        const mlt_coco_lists lists = {.preds = given->preds,
                                      .truths = given->truths,
                                      .moved = given->moved,
                                      .pred_order = coco->pred_order + bucket->first_pred,
                                      .truth_order = coco->truth_order + bucket->first_truth,
                                      .n_preds = bucket->n_preds,
                                      .n_truths = bucket->n_truths,
                                      .column = (int32_t)coco->seen[i],
                                      .not_exhaustive = bucket->not_exhaustive};
        if (lists.n_preds > 0 || lists.n_truths > 0)
            mlt_coco_match(coco, &lists);
        *bucket = (mlt_coco_bucket){0};
    }
    coco->n_seen = 0;
}

static mltest_status add(mlt_coco *coco, const given_image *given, mltest_error **error)
{
    size_t n_truths = given->n_truths, n_preds = given->n_preds;
    if (n_truths > INT32_MAX)
        return mlt_fail(error, MLTEST_ERR_LIMIT, "too many truths in one image");
    size_t n_cells = n_truths + n_preds < coco->n_columns ? n_truths + n_preds : coco->n_columns;
    TRY(mlt_coco_make_room(coco, 1, n_preds, n_preds, n_cells, error));
    if (!make_workspace(coco, n_truths, n_preds))
        return mlt_fail_memory(error);
    mlt_coco_forget_order(coco);
    coco->n_given += n_preds;
    mlt_coco_image *image = &coco->images[coco->n_images];
    *image = (mlt_coco_image){given->key, coco->n_dets, coco->n_cells, 0};
    n_preds = mlt_coco_list_image(coco, given->truths, n_truths, given->preds, n_preds);
    mark(coco, given->federated);
    n_truths = count_truths(coco, given->truths, n_truths);
    n_preds = count_preds(coco, given->preds, n_preds);
    share_out(coco);
    deal(coco, given->truths, n_truths, given->preds, n_preds);
    match_classes(coco, given);
    image->n_cells = coco->n_cells - image->first_cell;
    coco->n_images++;
    return MLTEST_OK;
}

mltest_status mlt_coco_add(mlt_coco *coco, uint64_t key, const mlt_truth *truths, size_t n_truths,
                           const mlt_pred *preds, size_t n_preds, mltest_error **error)
{
    const given_image given = {key, truths, NULL, n_truths, preds, n_preds, &nothing_known};
    return add(coco, &given, error);
}

mltest_status mlt_coco_add_moved(mlt_coco *coco, uint64_t key, const mlt_truth *truths,
                                 const mlt_coco_moved *moved, size_t n_truths,
                                 const mlt_pred *preds, size_t n_preds, mltest_error **error)
{
    const given_image given = {key, truths, moved, n_truths, preds, n_preds, &nothing_known};
    return add(coco, &given, error);
}

mltest_status mlt_coco_add_lvis(mlt_coco *coco, uint64_t key, const mlt_truth *truths,
                                size_t n_truths, const mlt_pred *preds, size_t n_preds,
                                const mlt_coco_federated *federated, mltest_error **error)
{
    if (!coco->lvis)
        return mlt_fail(error, MLTEST_ERR_INVALID, "not an evaluation of LVIS");
    const given_image given = {key, truths, NULL, n_truths, preds, n_preds, federated};
    return add(coco, &given, error);
}
