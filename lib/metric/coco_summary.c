/* SPDX-License-Identifier: MIT */
/*
 * Means over the curves, added up in the order of the reference's arrays.
 */
#include "metric/coco_parts.h"
#include "metric/mean.h"

const char *const mlt_coco_stat_names[MLT_COCO_N_STATS] = {
    "AP", "AP50", "AP75", "APs", "APm", "APl", "AR1", "AR10", "AR100", "ARs", "ARm", "ARl"};

/* Whether anything is asked of present class i in an area. */
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

static void summarise_all(const mlt_coco_work *work)
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

void mlt_coco_summarise(const mlt_coco_work *work)
{
    summarise_all(work);
    for (size_t i = 0; i < work->n_present; i++)
        if (has_area(work, i, 0))
            summarise_class(work, i);
}
