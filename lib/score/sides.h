/* SPDX-License-Identifier: MIT */
/*
 * The boxes in play for one sample and condition: clean predictions and truths where the condition
 * put them, each required, optional or ignored.
 */
#ifndef MLT_SCORE_SIDES_H
#define MLT_SCORE_SIDES_H

#include "metric/match.h"
#include "score/score.h"

typedef struct {
    mlt_match_box *boxes; /* mapped and clipped */
    uint8_t *needs;       /* mlt_need of each under the condition */
    int32_t *partner;
    size_t n, cap_boxes, cap_needs, cap_partner;
} mlt_side;

/* Reused from sample to sample. */
typedef struct {
    mltest_context *ctx;
    mlt_side clean, truth;       /* mapped by the condition */
    mlt_side truth_clean;        /* where they were, with the needs of the condition */
    int32_t *partner_now;        /* of the predictions under the condition */
    int32_t *partner_clean_pred; /* of the clean predictions in q0 */
    size_t cap_now, cap_clean_pred;
    double *iou; /* of new pairs, by clean prediction */
    size_t cap_iou;
    double *spread; /* a value per class */
    size_t cap_spread;
    mlt_class_figures *figures; /* their counts, likewise */
    mlt_class_change *changes;  /* counted on while samples go by, one a class; NULL: not wanted */
} mlt_sides;

void mlt_sides_init(mlt_sides *sides, mltest_context *ctx);
void mlt_sides_free(mlt_sides *sides);
/* Maps predictions; partners start as MLT_MATCH_FREE. */
mltest_status mlt_side_set_preds(mltest_context *ctx, mlt_side *side, const mlt_joutcome *clean,
                                 const mlt_jsample *sample, const mlt_joutcome *now,
                                 double min_visibility, mltest_error **error);
mltest_status mlt_side_set_truth(mltest_context *ctx, mlt_side *side, const mlt_jsample *sample,
                                 const mlt_joutcome *now, double min_visibility,
                                 mltest_error **error);
/* The truths in the clean picture, with the needs of another side of the same truths. */
mltest_status mlt_side_set_clean_truth(mltest_context *ctx, mlt_side *side,
                                       const mlt_jsample *sample, const mlt_side *needs,
                                       mltest_error **error);

#endif
