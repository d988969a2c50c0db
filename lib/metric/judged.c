/* SPDX-License-Identifier: MIT */
#include "metric/judged.h"

#include "base/alloc.h"
#include "base/error.h"
#include "metric/coco_walk.h"

/* The detections of the class, which are in their order already. */
static void take_class(const mlt_coco *coco, size_t iou, size_t cls, mlt_judged_list *out)
{
    mlt_coco_walk walk = mlt_coco_walk_class(coco, cls);
    mlt_coco_kept det;
    out->first[cls] = out->n;
    while (mlt_coco_walk_next(&walk, &det)) {
        bool correct = det.correct >> iou & 1;
        if (correct || (det.wrong >> iou & 1))
            out->items[out->n++] = (mlt_judged){det.score, (int32_t)cls, correct};
    }
    out->first[cls + 1] = out->n;
}

mltest_status mlt_judged_from_coco(mlt_judged_list *out, mlt_coco *coco, size_t iou,
                                   mltest_error **error)
{
    *out = (mlt_judged_list){0};
    if (iou >= coco->n_ious)
        return mlt_fail(error, MLTEST_ERR_INVALID, "there are %zu IoU thresholds, none at %zu",
                        coco->n_ious, iou);
    TRY(mlt_coco_prepare(coco, error));
    mltest_context *ctx = coco->ctx;
    out->items = mlt_realloc_array(ctx, NULL, coco->n_dets + 1, sizeof *out->items);
    out->first = mlt_alloc_zero(ctx, coco->n_columns + 1, sizeof *out->first);
    out->n_truths = mlt_alloc_zero(ctx, coco->n_columns + 1, sizeof *out->n_truths);
    if (!out->items || !out->first || !out->n_truths) {
        mlt_judged_free(ctx, out);
        return mlt_fail_memory(error);
    }
    out->n_classes = coco->n_columns;
    for (size_t c = 0; c < coco->n_columns; c++)
        take_class(coco, iou, c, out);
    for (size_t i = 0; i < coco->n_cells; i++)
        out->n_truths[coco->cells[i].column] += coco->cells[i].asked[0];
    return MLTEST_OK;
}

void mlt_judged_free(mltest_context *ctx, mlt_judged_list *list)
{
    mlt_free(ctx, list->items);
    mlt_free(ctx, list->first);
    mlt_free(ctx, list->n_truths);
    *list = (mlt_judged_list){0};
}
