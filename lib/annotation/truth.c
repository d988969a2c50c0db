/* SPDX-License-Identifier: MIT */
#include "annotation/truth.h"

#include "base/alloc.h"
#include "base/context.h"
#include "base/error.h"

#include <inttypes.h>
#include <string.h>

mltest_status mlt_truths_add(mltest_context *ctx, mlt_truths *truths, const mlt_truth *item,
                             mltest_error **error)
{
    uint64_t limit = mlt_context_limits(ctx)->max_boxes;
    if (truths->n >= limit)
        return mlt_fail(error, MLTEST_ERR_LIMIT, "more than %" PRIu64 " truths in one picture",
                        limit);
    if (!mlt_reserve(ctx, truths->items, truths->cap, truths->n + 1))
        return mlt_fail_memory(error);
    truths->items[truths->n++] = *item;
    return MLTEST_OK;
}

mltest_status mlt_truths_copy(mltest_context *ctx, mlt_truths *out, const mlt_truths *from,
                              mltest_error **error)
{
    if (from->n > 0) {
        if (!mlt_reserve(ctx, out->items, out->cap, from->n))
            return mlt_fail_memory(error);
        memcpy(out->items, from->items, from->n * sizeof *out->items);
    }
    out->n = from->n;
    return MLTEST_OK;
}

void mlt_truths_free(mltest_context *ctx, mlt_truths *truths)
{
    mlt_free(ctx, truths->items);
    *truths = (mlt_truths){NULL, 0, 0};
}
