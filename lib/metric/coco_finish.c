/* SPDX-License-Identifier: MIT */
#include "base/alloc.h"
#include "base/checked.h"
#include "base/error.h"
#include "base/pool.h"
#include "metric/coco_parts.h"
#include "metric/mean.h"

const char *const mlt_coco_stat_names[MLT_COCO_N_STATS] = {
    "AP", "AP50", "AP75", "APs", "APm", "APl", "AR1", "AR10", "AR100", "ARs", "ARm", "ARl"};

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

/* Present classes that have truths in an area. */
static bool has_area(const mlt_coco_work *work, size_t i, size_t area)
{
    return work->asked[work->classes[i] * MLT_COCO_N_AREAS + area] > 0;
}

/* Mean precision over thresholds [first, end), recalls and classes, in that order of adding. */
static double mean_precision(const mlt_coco_work *work, size_t area, size_t first, size_t end)
{
    size_t n = 0;
    size_t n_ious = work->coco->n_ious;
    for (size_t t = first; t < end; t++)
        for (size_t r = 0; r < MLT_COCO_N_RECALLS; r++)
            for (size_t i = 0; i < work->n_present; i++)
                if (has_area(work, i, area))
                    work->values[n++] =
                        work->precision[((i * MLT_COCO_N_AREAS + area) * n_ious + t) *
                                            MLT_COCO_N_RECALLS +
                                        r];
    return n > 0 ? mlt_mean(work->values, n) : -1;
}

static double mean_recall(const mlt_coco_work *work, size_t area, size_t limit)
{
    size_t n = 0;
    size_t n_ious = work->coco->n_ious;
    for (size_t t = 0; t < n_ious; t++)
        for (size_t i = 0; i < work->n_present; i++)
            if (has_area(work, i, area))
                work->values[n++] =
                    work->recall[((i * MLT_COCO_N_AREAS + area) * n_ious + t) * MLT_COCO_N_LIMITS +
                                 limit];
    return n > 0 ? mlt_mean(work->values, n) : -1;
}

/* The place of a threshold that was asked for by its exact value; n_ious if it was not. */
static size_t find_iou(const mlt_coco *coco, double iou)
{
    size_t t = 0;
    while (t < coco->n_ious && coco->ious[t] != iou)
        t++;
    return t;
}

static double precision_at(const mlt_coco_work *work, size_t area, double iou)
{
    size_t t = find_iou(work->coco, iou);
    return t < work->coco->n_ious ? mean_precision(work, area, t, t + 1) : -1;
}

static void summarise(const mlt_coco_work *work)
{
    const mlt_coco *coco = work->coco;
    double *stats = work->result->stats;
    bool has_100 = false;
    for (size_t i = 0; i < MLT_COCO_N_LIMITS; i++)
        has_100 |= coco->max_dets[i] == 100;
    if (!coco->reference || has_100)
        stats[MLT_COCO_AP] = mean_precision(work, 0, 0, coco->n_ious);
    stats[MLT_COCO_AP50] = precision_at(work, 0, 0.5);
    stats[MLT_COCO_AP75] = precision_at(work, 0, 0.75);
    for (size_t limit = 0; limit < MLT_COCO_N_LIMITS; limit++)
        stats[MLT_COCO_AR1 + limit] = mean_recall(work, 0, limit);
    if (work->flags & MLT_COCO_ALL_AREA)
        return;
    for (size_t area = 1; area < MLT_COCO_N_AREAS; area++) {
        stats[MLT_COCO_AP_SMALL + area - 1] = mean_precision(work, area, 0, coco->n_ious);
        stats[MLT_COCO_AR_SMALL + area - 1] = mean_recall(work, area, MLT_COCO_N_LIMITS - 1);
    }
}

static void summarise_class(const mlt_coco_work *work, size_t i)
{
    mlt_coco_result *out = work->result;
    size_t cls = work->classes[i];
    size_t n_ious = work->coco->n_ious;
    const double *precision = work->precision + i * MLT_COCO_N_AREAS * n_ious * MLT_COCO_N_RECALLS;
    const double *recall = work->recall + i * MLT_COCO_N_AREAS * n_ious * MLT_COCO_N_LIMITS;
    size_t t50 = find_iou(work->coco, 0.5);
    size_t t75 = find_iou(work->coco, 0.75);
    out->ap[cls] = mlt_mean(precision, n_ious * MLT_COCO_N_RECALLS);
    if (t50 < n_ious)
        out->ap50[cls] = mlt_mean(precision + t50 * MLT_COCO_N_RECALLS, MLT_COCO_N_RECALLS);
    if (t75 < n_ious)
        out->ap75[cls] = mlt_mean(precision + t75 * MLT_COCO_N_RECALLS, MLT_COCO_N_RECALLS);
    for (size_t t = 0; t < n_ious; t++)
        work->values[t] = recall[t * MLT_COCO_N_LIMITS + MLT_COCO_N_LIMITS - 1];
    out->ar[cls] = mlt_mean(work->values, n_ious);
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
    summarise(work);
    for (size_t i = 0; i < work->n_present; i++)
        if (has_area(work, i, 0))
            summarise_class(work, i);
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
