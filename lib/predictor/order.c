/* SPDX-License-Identifier: MIT */
#include "predictor/order.h"

#include "base/alloc.h"
#include "base/error.h"

#include <stdbool.h>
#include <string.h>

static bool is_ordered(const mlt_preds *preds)
{
    for (size_t i = 1; i < preds->n; i++)
        if (preds->items[i - 1].score < preds->items[i].score)
            return false;
    return true;
}

/* Merges the ordered runs from[a, b) and from[b, c) into to[a, c); the earlier run wins ties. */
static void merge(mlt_pred *to, const mlt_pred *from, size_t a, size_t b, size_t c)
{
    size_t left = a, right = b;
    for (size_t i = a; i < c; i++) {
        bool take_left = left < b && (right >= c || from[left].score >= from[right].score);
        to[i] = take_left ? from[left++] : from[right++];
    }
}

/* Merges runs of `width` pairwise. Sizes are below 2^48, so the sums do not wrap. */
static void pass(mlt_pred *to, const mlt_pred *from, size_t n, size_t width)
{
    for (size_t a = 0; a < n; a += 2 * width) {
        size_t b = a + width < n ? a + width : n;
        size_t c = a + 2 * width < n ? a + 2 * width : n;
        merge(to, from, a, b, c);
    }
}

mltest_status mlt_preds_order(mltest_context *ctx, mlt_preds *preds, mltest_error **error)
{
    if (is_ordered(preds))
        return MLTEST_OK;
    mlt_pred *other = mlt_alloc_zero(ctx, preds->n, sizeof *other);
    if (!other)
        return mlt_fail_memory(error);
    mlt_pred *from = preds->items, *to = other;
    for (size_t width = 1; width < preds->n; width *= 2) {
        pass(to, from, preds->n, width);
        mlt_pred *swap = from;
        from = to;
        to = swap;
    }
    if (from != preds->items)
        memcpy(preds->items, from, preds->n * sizeof *from);
    mlt_free(ctx, other);
    return MLTEST_OK;
}
