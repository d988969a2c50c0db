/* SPDX-License-Identifier: MIT */
#include "base/alloc.h"
#include "base/error.h"
#include "metric/coco_parts.h"
#include "metric/mean.h"

struct mlt_coco_workspace {
    mlt_coco_work work;
    mltest_context *ctx;
};

mltest_status mlt_coco_workspace_new(mlt_coco_workspace **out, mlt_coco *coco, mltest_error **error)
{
    *out = NULL;
    TRY(mlt_coco_prepare(coco, error));
    mlt_coco_workspace *w = mlt_alloc_zero(coco->ctx, 1, sizeof *w);
    if (!w)
        return mlt_fail_memory(error);
    w->ctx = coco->ctx;
    mltest_status status = mlt_coco_work_new(&w->work, coco, 1, error);
    if (status == MLTEST_OK)
        *out = w;
    else
        mlt_free(w->ctx, w);
    return status;
}

void mlt_coco_workspace_free(mlt_coco_workspace *workspace)
{
    if (!workspace)
        return;
    mlt_coco_work_free(&workspace->work);
    mlt_free(workspace->ctx, workspace);
}

/* Means over the thresholds that are wanted. */
static void average_classes(const mlt_coco_work *work, double *class_ap)
{
    size_t n_ious = work->coco->n_ious;
    for (size_t c = 0; c < work->coco->n_columns; c++)
        class_ap[c] = -1;
    for (size_t i = 0; i < work->n_present; i++) {
        const double *precision = work->precision + i * n_ious * MLT_COCO_N_RECALLS;
        size_t n = 0;
        for (size_t t = 0; t < n_ious; t++)
            for (size_t r = 0; work->ious >> t & 1 && r < MLT_COCO_N_RECALLS; r++)
                work->values[n++] = precision[t * MLT_COCO_N_RECALLS + r];
        class_ap[work->classes[i]] = mlt_mean(work->values, n);
    }
}

mltest_status mlt_coco_replicate(mlt_coco_workspace *workspace, const double *weights,
                                 uint32_t ious, double *ap, double *ar, double *class_ap,
                                 mltest_error **error)
{
    mlt_coco_work *work = &workspace->work;
    const mlt_coco *coco = work->coco;
    uint32_t all = ((uint32_t)1 << coco->n_ious) - 1;
    if (ious & ~all)
        return mlt_fail(error, MLTEST_ERR_INVALID, "there are %zu IoU thresholds", coco->n_ious);
    work->ious = ious ? ious : all;
    TRY(mlt_coco_weigh(work, weights, error));
    for (size_t i = 0; i < work->n_present; i++)
        mlt_coco_curves(work, i);
    *ap = mlt_coco_mean_precision(work, 0, work->ious, -1);
    *ar = mlt_coco_mean_recall(work, 0, coco->n_limits - 1, work->ious);
    if (class_ap)
        average_classes(work, class_ap);
    return MLTEST_OK;
}

double mlt_coco_replicated_ap(const mlt_coco_workspace *workspace, uint32_t ious)
{
    const mlt_coco_work *work = &workspace->work;
    return mlt_coco_mean_precision(work, 0, ious ? ious & work->ious : work->ious, -1);
}
