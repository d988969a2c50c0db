/* SPDX-License-Identifier: MIT */
#include "metric/assign.h"

static void part_all(mlt_assigned *items, size_t n)
{
    for (size_t i = 0; i < n; i++) {
        items[i].partner = MLT_ASSIGN_NOBODY;
        items[i].iou = 0;
    }
}

void mlt_assign_by_score(mlt_assigned *dets, size_t n_dets, mlt_assigned *truths, size_t n_truths,
                         double iou)
{
    part_all(dets, n_dets);
    part_all(truths, n_truths);
    for (size_t d = 0; d < n_dets; d++) {
        double best = iou;
        uint32_t match = MLT_ASSIGN_NOBODY;
        for (size_t t = 0; t < n_truths; t++) {
            if (truths[t].partner != MLT_ASSIGN_NOBODY)
                continue;
            double now = mlt_box_iou(&dets[d].box, &truths[t].box);
            if (now >= best) {
                best = now;
                match = (uint32_t)t;
            }
        }
        if (match == MLT_ASSIGN_NOBODY)
            continue;
        dets[d].partner = match;
        truths[match].partner = (uint32_t)d;
        truths[match].iou = best;
    }
}

void mlt_assign_by_iou(mlt_assigned *dets, size_t n_dets, mlt_assigned *truths, size_t n_truths,
                       double iou)
{
    part_all(dets, n_dets);
    part_all(truths, n_truths);
    for (size_t d = 0; d < n_dets; d++) {
        double best = iou;
        uint32_t claim = MLT_ASSIGN_NOBODY;
        for (size_t t = 0; t < n_truths; t++) {
            double now = mlt_box_iou(&dets[d].box, &truths[t].box);
            if (now > best) {
                best = now;
                claim = (uint32_t)t;
            }
        }
        if (claim == MLT_ASSIGN_NOBODY || best <= truths[claim].iou)
            continue;
        if (truths[claim].partner != MLT_ASSIGN_NOBODY)
            dets[truths[claim].partner].partner = MLT_ASSIGN_NOBODY;
        dets[d].partner = claim;
        truths[claim].partner = (uint32_t)d;
        truths[claim].iou = best;
    }
}
