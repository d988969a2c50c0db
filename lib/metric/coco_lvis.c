/* SPDX-License-Identifier: MIT */
#include "metric/coco_parts.h"

const char *const mlt_lvis_stat_names[MLT_LVIS_N_STATS] = {
    "AP",  "AP50", "AP75",   "APs",     "APm",     "APl",    "APr",
    "APc", "APf",  "AR@300", "ARs@300", "ARm@300", "ARl@300"};

void mlt_coco_summarise_lvis(const mlt_coco_work *work)
{
    const mlt_coco *coco = work->coco;
    double *stats = work->result->lvis;
    stats[MLT_LVIS_AP] = mlt_coco_mean_precision(work, 0, work->ious, -1);
    stats[MLT_LVIS_AP50] = mlt_coco_mean_precision(work, 0, mlt_coco_find_iou(coco, 0.5), -1);
    stats[MLT_LVIS_AP75] = mlt_coco_mean_precision(work, 0, mlt_coco_find_iou(coco, 0.75), -1);
    stats[MLT_LVIS_AR] = mlt_coco_mean_recall(work, 0, 0, work->ious);
    for (int f = 0; coco->frequencies && f < MLT_LVIS_N_FREQUENCIES; f++)
        stats[MLT_LVIS_AP_RARE + f] = mlt_coco_mean_precision(work, 0, work->ious, f);
    for (size_t area = 1; area < work->n_areas; area++) {
        stats[MLT_LVIS_AP_SMALL + area - 1] = mlt_coco_mean_precision(work, area, work->ious, -1);
        stats[MLT_LVIS_AR_SMALL + area - 1] = mlt_coco_mean_recall(work, area, 0, work->ious);
    }
}
