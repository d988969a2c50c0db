/* SPDX-License-Identifier: MIT */
/*
 * Average precision of all models under one condition, on the pictures that all of them answered
 * there and clean, in the same draws; and of their clean pictures.
 */
#ifndef MLT_COMPARE_PRECISION_H
#define MLT_COMPARE_PRECISION_H

#include "compare/panel.h"
#include "score/performance.h"
#include "stats/bootstrap.h"

typedef struct {
    mltest_context *ctx;
    const mlt_panel *panel; /* borrowed */
    size_t condition;
    bool with_all;              /* AP50 and mAP of classes, beside mAP */
    size_t n_classes, n_values; /* n_values: of one model */
    size_t n;                   /* pictures */
    size_t *groups;             /* of each, in the order of the journal */
    mlt_coco **cocos;           /* one a model */
} mlt_precision;

/* Places in the values of a model; classes follow. */
enum { MLT_PRECISION_MAP, MLT_PRECISION_AP50, MLT_PRECISION_CLASSES };

/* wanted[sample]: the pictures. */
mltest_status mlt_precision_make(mlt_precision *p, const mlt_panel *panel, size_t condition,
                                 const bool *wanted, bool with_all, mltest_error **error);
void mlt_precision_free(mlt_precision *p);
/* out: value v of model m is value m * n_values + v. NAN where there is nothing to average. */
mltest_status mlt_precision_draw(const mlt_precision *p, size_t n_draws, mlt_bootstrap *out,
                                 mltest_error **error);
/* Labelled, and answered or failed by all models under the condition and clean. */
void mlt_precision_find_pictures(const mlt_panel *panel, size_t condition, bool *out);

#endif
