/* SPDX-License-Identifier: MIT */
/*
 * Performance under one condition, again and again with other multiplicities of the samples, by the
 * matching of the scorecard.
 */
#ifndef MLT_GATE_PART_H
#define MLT_GATE_PART_H

#include "gate/gate.h"
#include "score/sides.h"

typedef struct {
    mltest_context *ctx;
    mlt_gate_value what; /* MLT_GATE_AP … MLT_GATE_BALANCED */
    size_t condition, n_classes;
    size_t n;         /* samples of the list */
    uint8_t *takes;   /* [n] whether a sample takes part; may be taken away later */
    mlt_coco *coco;   /* precision and recall over all scores */
    uint8_t *added;   /* [n] whether that has it */
    mlt_f1 *counts;   /* [n] at one score */
    int32_t *classes; /* [n] of pictures: the true class, and its rank in the answer */
    int64_t *ranks;
} mlt_gate_part;

/* What a thread needs to ask a part. */
typedef struct {
    double *weights;
    mlt_coco_workspace *coco;
} mlt_gate_part_room;

/* The samples are those of the list; none need take part. sides are scratch. */
mltest_status mlt_gate_part_make(mlt_gate_part *part, const mltest_scorecard *card,
                                 mlt_sides *sides, mlt_gate_value what, size_t condition,
                                 const size_t *samples, size_t n, mltest_error **error);
void mlt_gate_part_free(mlt_gate_part *part);

mltest_status mlt_gate_part_open(const mlt_gate_part *part, mlt_gate_part_room *room,
                                 mltest_error **error);
void mlt_gate_part_close(const mlt_gate_part *part, mlt_gate_part_room *room);
/* weights of the list's samples, NULL for 1 each; only samples that `also` has as well, unless
 * NULL. NAN if there is nothing to average. */
mltest_status mlt_gate_part_value(const mlt_gate_part *part, mlt_gate_part_room *room,
                                  const double *weights, const uint8_t *also, double *value,
                                  mltest_error **error);

#endif
