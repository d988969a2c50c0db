/* SPDX-License-Identifier: MIT */
/*
 * Average precision of clean pictures, again and again with other multiplicities of the samples.
 */
#ifndef MLT_GATE_PRECISION_H
#define MLT_GATE_PRECISION_H

#include "journal/journal.h"
#include "metric/coco.h"

typedef struct {
    mltest_context *ctx;
    mlt_coco *coco;
    mlt_coco_workspace *workspace;
    size_t *places; /* of each picture in the list of samples */
    double *weights;
    size_t n;      /* pictures with labels and an answer */
    uint32_t ious; /* bit i for threshold i, 0 for all */
} mlt_gate_precision;

/* source: mAP, AP50 or AP75. The samples are those of the list; n may come out as 0. */
mltest_status mlt_gate_precision_make(mlt_gate_precision *p, mltest_context *ctx,
                                      const mltest_journal *journal, const char *source,
                                      const size_t *samples, size_t n, mltest_error **error);
void mlt_gate_precision_free(mlt_gate_precision *p);
/* weights of the list's samples, NULL for 1 each; NAN if there is nothing to average. */
mltest_status mlt_gate_precision_value(mlt_gate_precision *p, const double *weights, double *value,
                                       mltest_error **error);

#endif
