/* SPDX-License-Identifier: MIT */
/*
 * What a computation works with: the weights, the classes that are asked for, and room for curves.
 */
#include <math.h>

#include "base/alloc.h"
#include "base/error.h"
#include "metric/coco_parts.h"

static size_t count_rows(const mlt_coco *coco)
{
    size_t n = 0;
    for (size_t c = 0; c < coco->n_columns; c++)
        n += coco->order->first_ask[c + 1] > coco->order->first_ask[c];
    return n;
}

/* Room for the curves of the classes that have truths. */
static bool new_curves(mlt_coco_work *work)
{
    mltest_context *ctx = work->coco->ctx;
    size_t n_ious = work->coco->n_ious;
    size_t rows = work->n_rows + 1;
    size_t values = MLT_COCO_N_RECALLS * n_ious * sizeof(double);
    work->precision = mlt_alloc_zero(ctx, rows, work->n_areas * values);
    work->recall =
        mlt_alloc_zero(ctx, rows, work->n_areas * MLT_COCO_N_LIMITS * n_ious * sizeof(double));
    work->values = mlt_alloc_zero(ctx, rows, values);
    return work->precision && work->recall && work->values;
}

mltest_status mlt_coco_work_new(mlt_coco_work *work, const mlt_coco *coco, size_t n_areas,
                                mltest_error **error)
{
    mltest_context *ctx = coco->ctx;
    size_t n_columns = coco->n_columns + 1;
    *work = (mlt_coco_work){.coco = coco,
                            .n_areas = n_areas,
                            .n_rows = count_rows(coco),
                            .ious = ((uint32_t)1 << coco->n_ious) - 1};
    work->weights = mlt_alloc_zero(ctx, coco->n_images + 1, sizeof *work->weights);
    work->asked = mlt_alloc_zero(ctx, n_columns, MLT_COCO_N_AREAS * sizeof *work->asked);
    work->classes = mlt_realloc_array(ctx, NULL, n_columns, sizeof *work->classes);
    work->points = mlt_realloc_array(ctx, NULL, coco->n_hits + 1, sizeof *work->points);
    work->steps = mlt_realloc_array(ctx, NULL, coco->n_hits + 1, sizeof *work->steps);
    if (work->weights && work->asked && work->classes && work->points && work->steps &&
        new_curves(work))
        return MLTEST_OK;
    mlt_coco_work_free(work);
    return mlt_fail_memory(error);
}

void mlt_coco_work_free(mlt_coco_work *work)
{
    mltest_context *ctx = work->coco->ctx;
    void *all[] = {work->weights, work->asked,     work->classes, work->points,
                   work->steps,   work->precision, work->recall,  work->values};
    for (size_t i = 0; i < sizeof all / sizeof all[0]; i++)
        mlt_free(ctx, all[i]);
}

static mltest_status set_weights(mlt_coco_work *work, const double *weights, mltest_error **error)
{
    for (size_t i = 0; i < work->coco->n_images; i++) {
        double weight = weights ? weights[i] : 1;
        if (weight > 0 && isinf(weight))
            return mlt_fail(error, MLTEST_ERR_INVALID, "the weight of image %zu is infinite", i);
        work->weights[i] = weight > 0 ? weight : 0;
    }
    return MLTEST_OK;
}

/* Weighted truths of a class, images in key order. */
static bool count_asked(mlt_coco_work *work, size_t cls)
{
    const mlt_coco_order *o = work->coco->order;
    double asked[MLT_COCO_N_AREAS] = {0};
    bool any = false;
    for (size_t i = o->first_ask[cls]; i < o->first_ask[cls + 1]; i++)
        for (size_t a = 0; a < work->n_areas; a++)
            asked[a] += work->weights[o->asks[i].image] * o->asks[i].asked[a];
    for (size_t a = 0; a < work->n_areas; a++) {
        work->asked[cls * MLT_COCO_N_AREAS + a] = asked[a];
        any |= asked[a] > 0;
    }
    return any;
}

mltest_status mlt_coco_weigh(mlt_coco_work *work, const double *weights, mltest_error **error)
{
    TRY(set_weights(work, weights, error));
    work->n_present = 0;
    for (size_t c = 0; c < work->coco->n_columns; c++)
        if (count_asked(work, c))
            work->classes[work->n_present++] = (uint32_t)c;
    return MLTEST_OK;
}
