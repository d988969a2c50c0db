/* SPDX-License-Identifier: MIT */
/*
 * The canonical order of predictions: score descending; equal scores stay as they were given.
 */
#ifndef MLT_PREDICTOR_ORDER_H
#define MLT_PREDICTOR_ORDER_H

#include "annotation/prediction.h"

mltest_status mlt_preds_order(mltest_context *ctx, mlt_preds *preds, mltest_error **error);

#endif
