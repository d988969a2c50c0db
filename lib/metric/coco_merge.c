/* SPDX-License-Identifier: MIT */
#include "metric/coco_parts.h"

#include "base/alloc.h"
#include "base/error.h"

#include <string.h>

mltest_status mlt_coco_make_room(mlt_coco *coco, size_t n_images, size_t n_dets, size_t n_hits,
                                 size_t n_cells, mltest_error **error)
{
    mltest_context *ctx = coco->ctx;
    if (n_images > UINT32_MAX - coco->n_images || n_dets > INT32_MAX - coco->n_dets)
        return mlt_fail(error, MLTEST_ERR_LIMIT, "too many detections to evaluate at once");
    if (!mlt_reserve(ctx, coco->images, coco->cap_images, coco->n_images + n_images) ||
        !mlt_reserve(ctx, coco->dets, coco->cap_dets, coco->n_dets + n_dets) ||
        !mlt_reserve(ctx, coco->hits, coco->cap_hits, coco->n_hits + n_hits) ||
        !mlt_reserve(ctx, coco->cells, coco->cap_cells, coco->n_cells + n_cells))
        return mlt_fail_memory(error);
    return MLTEST_OK;
}

mltest_status mlt_coco_expect(mlt_coco *coco, size_t n_images, size_t n_preds, mltest_error **error)
{
    return mlt_coco_make_room(coco, n_images, n_preds, 0, 0, error);
}

static bool same_frequencies(const mlt_coco *a, const mlt_coco *b)
{
    if (!a->frequencies || !b->frequencies)
        return a->frequencies == b->frequencies;
    return memcmp(a->frequencies, b->frequencies, a->n_classes) == 0;
}

static bool same_modes(const mlt_coco *a, const mlt_coco *b)
{
    return a->class_agnostic == b->class_agnostic && a->honour_ignore == b->honour_ignore &&
           a->reference == b->reference && a->corrected == b->corrected && a->lvis == b->lvis;
}

static bool same_options(const mlt_coco *a, const mlt_coco *b)
{
    return a->n_classes == b->n_classes && a->n_ious == b->n_ious && same_modes(a, b) &&
           memcmp(a->ious, b->ious, a->n_ious * sizeof *a->ious) == 0 &&
           memcmp(a->areas, b->areas, sizeof a->areas) == 0 &&
           memcmp(a->max_dets, b->max_dets, sizeof a->max_dets) == 0 && same_frequencies(a, b);
}

static void append_images(mlt_coco *into, const mlt_coco *from)
{
    for (size_t i = 0; i < from->n_images; i++) {
        mlt_coco_image image = from->images[i];
        image.first_det += into->n_dets;
        image.first_cell += into->n_cells;
        into->images[into->n_images + i] = image;
    }
}

static void append_dets(mlt_coco *into, const mlt_coco *from)
{
    for (size_t i = 0; i < from->n_dets; i++) {
        mlt_coco_det det = from->dets[i];
        det.image += (uint32_t)into->n_images;
        if (det.what & MLT_COCO_HIT)
            det.what += (uint32_t)into->n_hits;
        into->dets[into->n_dets + i] = det;
    }
}

mltest_status mlt_coco_merge(mlt_coco *into, const mlt_coco *from, mltest_error **error)
{
    if (into == from || !same_options(into, from))
        return mlt_fail(error, MLTEST_ERR_INVALID,
                        "only different evaluations with the same options can be merged");
    TRY(mlt_coco_make_room(into, from->n_images, from->n_dets, from->n_hits, from->n_cells, error));
    mlt_coco_forget_order(into);
    append_images(into, from);
    append_dets(into, from);
    if (from->n_hits > 0)
        memcpy(into->hits + into->n_hits, from->hits, from->n_hits * sizeof *from->hits);
    if (from->n_cells > 0)
        memcpy(into->cells + into->n_cells, from->cells, from->n_cells * sizeof *from->cells);
    into->n_images += from->n_images;
    into->n_dets += from->n_dets;
    into->n_hits += from->n_hits;
    into->n_cells += from->n_cells;
    into->n_given += from->n_given;
    into->n_id_zero += from->n_id_zero;
    into->n_ignored += from->n_ignored;
    return MLTEST_OK;
}
