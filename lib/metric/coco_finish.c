/* SPDX-License-Identifier: MIT */
#include "base/alloc.h"
#include "base/checked.h"
#include "base/error.h"
#include "base/pool.h"
#include "metric/coco_parts.h"

static double *new_filled(mltest_context *ctx, size_t n, double value)
{
    double *out = mlt_realloc_array(ctx, NULL, n > 0 ? n : 1, sizeof *out);
    for (size_t i = 0; out && i < n; i++)
        out[i] = value;
    return out;
}

void mlt_coco_result_free(mltest_context *ctx, mlt_coco_result *result)
{
    double *all[] = {result->ap,       result->ap50,      result->ap75,   result->ar,
                     result->n_truths, result->precision, result->scores, result->recall};
    for (size_t i = 0; i < sizeof all / sizeof all[0]; i++)
        mlt_free(ctx, all[i]);
    *result = (mlt_coco_result){0};
}

/* The reference's three arrays, all -1. */
static bool new_arrays(const mlt_coco *coco, mlt_coco_result *out)
{
    size_t n_recall, n;
    size_t cells = coco->n_ious * MLT_COCO_N_AREAS * coco->n_limits;
    if (!mlt_mul_size(coco->n_columns, cells, &n_recall) ||
        !mlt_mul_size(n_recall, MLT_COCO_N_RECALLS, &n))
        return false;
    out->precision = new_filled(coco->ctx, n, -1);
    out->scores = new_filled(coco->ctx, n, -1);
    out->recall = new_filled(coco->ctx, n_recall, -1);
    return out->precision && out->scores && out->recall;
}

static bool new_result(const mlt_coco *coco, unsigned flags, mlt_coco_result *out)
{
    mltest_context *ctx = coco->ctx;
    out->n_classes = coco->n_columns;
    out->n_ious = coco->n_ious;
    out->n_limits = coco->n_limits;
    for (size_t i = 0; i < MLT_COCO_N_STATS; i++)
        out->stats[i] = -1;
    for (size_t i = 0; i < MLT_LVIS_N_STATS; i++)
        out->lvis[i] = -1;
    out->ap = new_filled(ctx, out->n_classes, -1);
    out->ap50 = new_filled(ctx, out->n_classes, -1);
    out->ap75 = new_filled(ctx, out->n_classes, -1);
    out->ar = new_filled(ctx, out->n_classes, -1);
    out->n_truths = new_filled(ctx, out->n_classes, 0);
    return out->ap && out->ap50 && out->ap75 && out->ar && out->n_truths &&
           (!(flags & MLT_COCO_ARRAYS) || new_arrays(coco, out));
}

static void one_class(void *data, size_t i)
{
    const mlt_coco_work *work = data;
    mlt_coco_curves(work, i);
}

static void all_classes(mlt_coco_work *work)
{
    if (work->flags & MLT_COCO_PARALLEL) {
        mlt_parallel(work->coco->ctx, 0, work->n_present, one_class, work);
        return;
    }
    for (size_t i = 0; i < work->n_present; i++)
        mlt_coco_curves(work, i);
}

static mltest_status compute(mlt_coco_work *work, const double *weights, mltest_error **error)
{
    TRY(mlt_coco_weigh(work, weights, error));
    if (!new_result(work->coco, work->flags, work->result))
        return mlt_fail_memory(error);
    for (size_t c = 0; c < work->coco->n_columns; c++)
        work->result->n_truths[c] = work->asked[c * MLT_COCO_N_AREAS];
    all_classes(work);
    mlt_coco_summarise(work);
    mlt_coco_deviate(work->coco, work->result);
    return MLTEST_OK;
}

mltest_status mlt_coco_finish(mlt_coco *coco, const double *weights, unsigned flags,
                              mlt_coco_result *out, mltest_error **error)
{
    mlt_coco_work work;
    *out = (mlt_coco_result){0};
    TRY(mlt_coco_prepare_on(coco, flags & MLT_COCO_PARALLEL, error));
    TRY(mlt_coco_work_new(&work, coco, flags & MLT_COCO_ALL_AREA ? 1 : MLT_COCO_N_AREAS, error));
    work.flags = flags;
    work.result = out;
    mltest_status status = compute(&work, weights, error);
    mlt_coco_work_free(&work);
    if (status != MLTEST_OK)
        mlt_coco_result_free(coco->ctx, out);
    return status;
}
