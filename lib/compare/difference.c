/* SPDX-License-Identifier: MIT */
#include "compare/difference.h"

#include <math.h>

#include "base/alloc.h"

static double *subtract(mltest_context *ctx, const double *second, const double *first, size_t n)
{
    double *out = mlt_alloc_zero(ctx, n + 1, sizeof *out);
    for (size_t i = 0; out != NULL && i < n; i++)
        out[i] = second[i] - first[i];
    return out;
}

static mltest_status find_intervals(mlt_difference *out, mltest_context *ctx,
                                    const mlt_bootstrap *b, mlt_interval_method method,
                                    mltest_error **error)
{
    mlt_interval both, sides;
    TRY(mlt_bootstrap_interval(&both, ctx, b, 0, 0.95, method, error));
    TRY(mlt_bootstrap_interval(&sides, ctx, b, 0, 0.90, method, error));
    out->low = both.low;
    out->high = both.high;
    out->se = both.se;
    out->lower = sides.low;
    out->upper = sides.high;
    return MLTEST_OK;
}

mltest_status mlt_difference_of(mlt_difference *out, mltest_context *ctx, const mlt_drawn *first,
                                const mlt_drawn *second, mlt_interval_method method,
                                mltest_error **error)
{
    mltest_status status = MLTEST_OK;
    double value = second->point - first->point;
    *out = (mlt_difference){first->point, second->point, value, NAN, NAN, NAN, NAN, NAN};
    if (first->n_draws == 0)
        return MLTEST_OK;
    mlt_bootstrap b = {.n_values = 1,
                       .n_draws = first->n_draws,
                       .n_blocks = method == MLT_BCA ? first->n_blocks : 0,
                       .point = &value};
    b.draws = subtract(ctx, second->draws, first->draws, b.n_draws);
    b.jackknife = subtract(ctx, second->jackknife, first->jackknife, b.n_blocks);
    if (b.draws == NULL || b.jackknife == NULL)
        status = mlt_fail_memory(error);
    else
        status = find_intervals(out, ctx, &b, b.n_blocks > 0 ? method : MLT_PERCENTILE, error);
    mlt_free(ctx, b.draws);
    mlt_free(ctx, b.jackknife);
    return status;
}
