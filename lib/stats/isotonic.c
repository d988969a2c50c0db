/* SPDX-License-Identifier: MIT */
#include "stats/isotonic.h"

#include "base/alloc.h"

#include <math.h>

/* Neighbours that share one value, up to the place `end`. */
typedef struct {
    double mean, weight;
    size_t end;
} block;

static block join(const block *left, const block *right)
{
    double weight = left->weight + right->weight;
    double step = (right->mean - left->mean) * (right->weight / weight);
    return (block){left->mean + step, weight, right->end};
}

/* Blocks of ascending means; returns how many. */
static size_t pool(const double *values, const double *weights, size_t n, block *blocks)
{
    size_t top = 0;
    for (size_t i = 0; i < n; i++) {
        block next = {values[i], weights ? weights[i] : 1, i + 1};
        if (isnan(values[i]) || !(next.weight > 0)) {
            if (top > 0)
                blocks[top - 1].end = i + 1;
            continue;
        }
        for (; top > 0 && blocks[top - 1].mean >= next.mean; top--)
            next = join(&blocks[top - 1], &next);
        blocks[top++] = next;
    }
    return top;
}

mltest_status mlt_isotonic(mltest_context *ctx, const double *values, const double *weights,
                           size_t n, double *fit, mltest_error **error)
{
    block *blocks = mlt_alloc_zero(ctx, n, sizeof *blocks);
    if (!blocks)
        return mlt_fail_memory(error);
    size_t n_blocks = pool(values, weights, n, blocks);
    size_t at = 0;
    for (size_t b = 0; b < n_blocks; b++)
        for (; at < blocks[b].end; at++)
            fit[at] = blocks[b].mean;
    for (; at < n; at++)
        fit[at] = NAN;
    mlt_free(ctx, blocks);
    return MLTEST_OK;
}
