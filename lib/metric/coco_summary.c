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

static bool is_frequency(const mlt_coco_work *work, size_t i, int frequency)
{
    return frequency < 0 || work->coco->frequencies[work->classes[i]] == frequency;
}

double mlt_coco_mean_precision(const mlt_coco_work *work, size_t area, uint32_t ious, int frequency)
{
    size_t n = 0;
    size_t n_ious = work->coco->n_ious;
    for (size_t t = 0; t < n_ious; t++) {
        size_t row = (area * n_ious + t) * MLT_COCO_N_RECALLS;
        for (size_t r = 0; ious >> t & 1 && r < MLT_COCO_N_RECALLS; r++)
            for (size_t i = 0; i < work->n_present; i++)
                if (has_area(work, i, area) && is_frequency(work, i, frequency))
                    work->values[n++] =
                        work->precision[i * work->n_areas * n_ious * MLT_COCO_N_RECALLS + row + r];
    }
    return n > 0 ? mlt_mean(work->values, n) : -1;
}

double mlt_coco_mean_recall(const mlt_coco_work *work, size_t area, size_t limit, uint32_t ious)
{
    size_t n = 0;
    size_t n_ious = work->coco->n_ious;
    for (size_t t = 0; t < n_ious; t++)
        for (size_t i = 0; ious >> t & 1 && i < work->n_present; i++)
            if (has_area(work, i, area))
                work->values[n++] =
                    work->recall[((i * work->n_areas + area) * n_ious + t) * MLT_COCO_N_LIMITS +
                                 limit];
    return n > 0 ? mlt_mean(work->values, n) : -1;
}

uint32_t mlt_coco_find_iou(const mlt_coco *coco, double iou)
{
    for (size_t t = 0; t < coco->n_ious; t++)
        if (coco->ious[t] == iou)
            return (uint32_t)1 << t;
    return 0;
}

static void summarise_all(const mlt_coco_work *work)
{
    const mlt_coco *coco = work->coco;
    double *stats = work->result->stats;
    if (!coco->reference || mlt_coco_has_100(coco))
        stats[MLT_COCO_AP] = mlt_coco_mean_precision(work, 0, work->ious, -1);
    stats[MLT_COCO_AP50] = mlt_coco_mean_precision(work, 0, mlt_coco_find_iou(coco, 0.5), -1);
    stats[MLT_COCO_AP75] = mlt_coco_mean_precision(work, 0, mlt_coco_find_iou(coco, 0.75), -1);
    for (size_t limit = 0; limit < MLT_COCO_N_LIMITS; limit++)
        stats[MLT_COCO_AR1 + limit] = mlt_coco_mean_recall(work, 0, limit, work->ious);
    if (work->flags & MLT_COCO_ALL_AREA)
        return;
    for (size_t area = 1; area < MLT_COCO_N_AREAS; area++) {
        stats[MLT_COCO_AP_SMALL + area - 1] = mlt_coco_mean_precision(work, area, work->ious, -1);
        stats[MLT_COCO_AR_SMALL + area - 1] =
            mlt_coco_mean_recall(work, area, MLT_COCO_N_LIMITS - 1, work->ious);
    }
}

/* Of a class's row of thresholds. */
static double class_precision(const mlt_coco_work *work, const double *precision, double iou)
{
    for (size_t t = 0; t < work->coco->n_ious; t++)
        if (work->coco->ious[t] == iou)
            return mlt_mean(precision + t * MLT_COCO_N_RECALLS, MLT_COCO_N_RECALLS);
    return -1;
}

static void summarise_class(const mlt_coco_work *work, size_t i)
{
    mlt_coco_result *out = work->result;
    size_t cls = work->classes[i];
    size_t n_ious = work->coco->n_ious;
    const double *precision = work->precision + i * work->n_areas * n_ious * MLT_COCO_N_RECALLS;
    const double *recall = work->recall + i * work->n_areas * n_ious * MLT_COCO_N_LIMITS;
    out->ap[cls] = mlt_mean(precision, n_ious * MLT_COCO_N_RECALLS);
    out->ap50[cls] = class_precision(work, precision, 0.5);
    out->ap75[cls] = class_precision(work, precision, 0.75);
    for (size_t t = 0; t < n_ious; t++)
        work->values[t] = recall[t * MLT_COCO_N_LIMITS + work->coco->n_limits - 1];
    out->ar[cls] = mlt_mean(work->values, n_ious);
}

void mlt_coco_summarise(const mlt_coco_work *work)
{
    if (work->coco->lvis)
        mlt_coco_summarise_lvis(work);
    else
        summarise_all(work);
    for (size_t i = 0; i < work->n_present; i++)
        if (has_area(work, i, 0))
            summarise_class(work, i);
}
