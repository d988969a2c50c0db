/* SPDX-License-Identifier: MIT */
/*
 * What a model said about one picture. A classification answer uses cls and score only.
 */
#ifndef MLT_ANNOTATION_PREDICTION_H
#define MLT_ANNOTATION_PREDICTION_H

#include "annotation/box.h"
#include "mltest/types.h"

#include <stddef.h>
#include <stdint.h>

typedef struct {
    mlt_box box;
    double score;
    int32_t cls;
} mlt_pred;

typedef struct {
    mlt_pred *items;
    size_t n, cap;
} mlt_preds;

mltest_status mlt_preds_add(mltest_context *ctx, mlt_preds *preds, const mlt_pred *item,
                            mltest_error **error);
void mlt_preds_free(mltest_context *ctx, mlt_preds *preds);

#endif
