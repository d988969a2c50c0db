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
    size_t cells = coco->n_ious * MLT_COCO_N_AREAS * MLT_COCO_N_LIMITS;
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
    for (size_t i = 0; i < MLT_COCO_N_STATS; i++)
        out->stats[i] = -1;
    out->ap = new_filled(ctx, out->n_classes, -1);
    out->ap50 = new_filled(ctx, out->n_classes, -1);
    out->ap75 = new_filled(ctx, out->n_classes, -1);
    out->ar = new_filled(ctx, out->n_classes, -1);
    out->n_truths = new_filled(ctx, out->n_classes, 0);
    return out->ap && out->ap50 && out->ap75 && out->ar && out->n_truths &&
           (!(flags & MLT_COCO_ARRAYS) || new_arrays(coco, out));
}

/* Weighted truths per class and area, and the classes that have any. Images in key order. */
static void count_asked(mlt_coco_work *work)
{
    const mlt_coco *coco = work->coco;
    for (size_t o = 0; o < coco->n_images; o++) {
        const mlt_coco_image *image = &coco->images[coco->image_order[o]];
        double weight = work->weights ? work->weights[o] : 1;
        for (size_t i = 0; weight > 0 && i < image->n_cells; i++) {
            const mlt_coco_cell *cell = &coco->cells[image->first_cell + i];
            double *asked = work->asked + (size_t)cell->cls * MLT_COCO_N_AREAS;
            for (size_t a = 0; a < MLT_COCO_N_AREAS; a++)
                asked[a] += weight * cell->asked[a];
        }
    }
    for (size_t c = 0; c < coco->n_columns; c++) {
        const double *asked = work->asked + c * MLT_COCO_N_AREAS;
        work->result->n_truths[c] = asked[0];
        if (asked[0] > 0 || asked[1] > 0 || asked[2] > 0 || asked[3] > 0)
            work->classes[work->n_present++] = (uint32_t)c;
    }
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

static bool new_counts(mlt_coco_work *work)
{
    const mlt_coco *coco = work->coco;
    mltest_context *ctx = coco->ctx;
    work->asked = mlt_alloc_zero(ctx, coco->n_columns + 1, MLT_COCO_N_AREAS * sizeof *work->asked);
    work->classes = mlt_realloc_array(ctx, NULL, coco->n_columns + 1, sizeof *work->classes);
    work->points = mlt_realloc_array(ctx, NULL, coco->n_dets + 1, sizeof *work->points);
    work->steps = mlt_realloc_array(ctx, NULL, coco->n_dets + 1, sizeof *work->steps);
    return work->asked && work->classes && work->points && work->steps;
}

/* Room for the curves of the classes that are there. */
static bool new_curves(mlt_coco_work *work)
{
    mltest_context *ctx = work->coco->ctx;
    size_t n_ious = work->coco->n_ious;
    size_t rows = work->n_present + 1;
    size_t values = MLT_COCO_N_RECALLS * n_ious * sizeof(double);
    work->precision = mlt_alloc_zero(ctx, rows, MLT_COCO_N_AREAS * values);
    work->recall =
        mlt_alloc_zero(ctx, rows, MLT_COCO_N_AREAS * MLT_COCO_N_LIMITS * n_ious * sizeof(double));
    work->values = mlt_alloc_zero(ctx, rows, values);
    return work->precision && work->recall && work->values;
}

static void free_work(mlt_coco_work *work)
{
    mltest_context *ctx = work->coco->ctx;
    void *all[] = {work->asked,     work->classes, work->points, work->steps,
                   work->precision, work->recall,  work->values};
    for (size_t i = 0; i < sizeof all / sizeof all[0]; i++)
        mlt_free(ctx, all[i]);
}

static bool compute(mlt_coco_work *work)
{
    if (!new_result(work->coco, work->flags, work->result) || !new_counts(work))
        return false;
    count_asked(work);
    if (!new_curves(work))
        return false;
    all_classes(work);
    mlt_coco_summarise(work);
    return true;
}

mltest_status mlt_coco_finish(mlt_coco *coco, const double *weights, unsigned flags,
                              mlt_coco_result *out, mltest_error **error)
{
    *out = (mlt_coco_result){0};
    TRY(mlt_coco_prepare(coco, error));
    mlt_coco_work work = {.coco = coco, .weights = weights, .flags = flags, .result = out};
    bool done = compute(&work);
    free_work(&work);
    if (done)
        return MLTEST_OK;
    mlt_coco_result_free(coco->ctx, out);
    return mlt_fail_memory(error);
}
