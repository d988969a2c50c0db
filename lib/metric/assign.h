/* SPDX-License-Identifier: MIT */
/*
 * Which detection is of which truth when classes are not looked at: the two assignments that
 * confusion matrices are made with.
 */
#ifndef MLT_METRIC_ASSIGN_H
#define MLT_METRIC_ASSIGN_H

#include "annotation/box.h"

#include <stddef.h>
#include <stdint.h>

#define MLT_ASSIGN_NOBODY UINT32_MAX

/* A detection or a truth; fewer than MLT_ASSIGN_NOBODY on either side. */
typedef struct {
    mlt_box box;      /* improper ones overlap nothing */
    int32_t cls;      /* not looked at */
    uint32_t partner; /* out: place on the other side, or MLT_ASSIGN_NOBODY */
    double iou;       /* out, of truths: with the partner; 0 without */
} mlt_assigned;

/*
 * Each detection, from the first on, takes the free truth of the highest IoU, if that is at least
 * `iou` (above 0); of equal IoUs the last truth.
 */
void mlt_assign_by_score(mlt_assigned *dets, size_t n_dets, mlt_assigned *truths, size_t n_truths,
                         double iou);
/*
 * Each detection claims the truth of the highest IoU, if that is above `iou` (at least 0); of equal
 * IoUs the first truth. A truth keeps the claim of the highest IoU; of equal IoUs the first
 * detection. Who loses has no second choice.
 */
void mlt_assign_by_iou(mlt_assigned *dets, size_t n_dets, mlt_assigned *truths, size_t n_truths,
                       double iou);

#endif
