/* SPDX-License-Identifier: MIT */
/*
 * The kept detections of a class one after another, best first: equal scores by image key, then by
 * rank; in corrected mode, where equals are one step, those that found nothing go first.
 *
 *     mlt_coco_walk walk = mlt_coco_walk_class(coco, cls);
 *     while (mlt_coco_walk_next(&walk, &det))
 *         …
 */
#ifndef MLT_METRIC_COCO_WALK_H
#define MLT_METRIC_COCO_WALK_H

#include "metric/coco_parts.h"

typedef struct {
    double score;
    uint64_t correct, wrong; /* bit area·16 + iou; with neither it is ignored there */
    uint32_t image;          /* place in ascending order of keys */
    uint32_t level;          /* the first limit it is within */
} mlt_coco_kept;

typedef struct {
    const mlt_coco *coco;
    size_t hit, end_hit;
    size_t miss, first_miss, end_miss;
} mlt_coco_walk;

/* The accumulator must have been prepared. */
mlt_coco_walk mlt_coco_walk_class(const mlt_coco *coco, size_t cls);
/* false: there are no more. */
bool mlt_coco_walk_next(mlt_coco_walk *walk, mlt_coco_kept *out);

#endif
