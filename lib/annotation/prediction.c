/* SPDX-License-Identifier: MIT */
#include "annotation/prediction.h"

#include "base/alloc.h"
#include "base/context.h"
#include "base/error.h"

#include <inttypes.h>

mltest_status mlt_preds_add(mltest_context *ctx, mlt_preds *preds, const mlt_pred *item,
                            mltest_error **error)
{
    uint64_t limit = mlt_context_limits(ctx)->max_boxes;
    if (preds->n >= limit)
        return mlt_fail(error, MLTEST_ERR_LIMIT,
                        "more than %" PRIu64 " predictions for one picture", limit);
    if (!mlt_reserve(ctx, preds->items, preds->cap, preds->n + 1))
        return mlt_fail_memory(error);
    preds->items[preds->n++] = *item;
    return MLTEST_OK;
}

void mlt_preds_free(mltest_context *ctx, mlt_preds *preds)
{
    mlt_free(ctx, preds->items);
    *preds = (mlt_preds){NULL, 0, 0};
}
