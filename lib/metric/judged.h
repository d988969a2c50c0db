/* SPDX-License-Identifier: MIT */
/*
 * Detections after matching at one IoU threshold: what remains of each is its score, its class and
 * whether it is right. Operating points and calibration start from here.
 */
#ifndef MLT_METRIC_JUDGED_H
#define MLT_METRIC_JUDGED_H

#include "metric/coco.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

typedef struct {
    double score;
    int32_t cls;
    bool correct; /* matched to a truth that is asked for */
} mlt_judged;

typedef struct {
    size_t n_classes;
    mlt_judged *items; /* by class; in it by descending score, NaN last */
    size_t n;
    size_t *first;      /* [n_classes + 1]; class c has the items first[c] … first[c + 1] - 1 */
    uint64_t *n_truths; /* [n_classes] that are asked for */
} mlt_judged_list;

/*
 * The detections of an accumulator at the threshold with index iou, of all sizes, as many per image
 * and class as its largest limit. Ignored ones are left out. With class_agnostic there is one
 * class. Equal scores are in the order of image keys, so that the list does not depend on the order
 * of adding. MLTEST_ERR_INVALID (no such threshold), MLTEST_ERR_CONFLICT (repeated keys),
 * MLTEST_ERR_MEMORY.
 */
mltest_status mlt_judged_from_coco(mlt_judged_list *out, mlt_coco *coco, size_t iou,
                                   mltest_error **error);
void mlt_judged_free(mltest_context *ctx, mlt_judged_list *list);

#endif
