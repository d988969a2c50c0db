/* SPDX-License-Identifier: MIT */
/*
 * What became of a model's boxes on one picture, as its scorecard counts them.
 */
#ifndef MLT_REPORT_BOXES_H
#define MLT_REPORT_BOXES_H

#include "report/page.h"
#include "score/sides.h"

/* Reused from pair to pair: what was found is valid until the next. */
typedef struct {
    mlt_sides sides;
    bool *kept; /* of the clean predictions */
    size_t cap_kept;
    mlt_page_box *clean, *now; /* truth first */
    size_t n_clean, n_now, cap_clean, cap_now;
} mlt_pair_boxes;

void mlt_pair_boxes_init(mlt_pair_boxes *boxes, mltest_context *ctx);
void mlt_pair_boxes_free(mlt_pair_boxes *boxes);
/* weak: mlt_score_weak() of the card. Of classification: the label and the class of the largest
 * score, without places. */
mltest_status mlt_pair_boxes_find(mlt_pair_boxes *boxes, const mltest_scorecard *card, double weak,
                                  size_t sample, size_t condition, mltest_error **error);

#endif
