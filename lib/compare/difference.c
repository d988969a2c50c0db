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
                                    const mlt_bootstrap *b, mltest_error **error)
{
    mlt_interval both, sides;
    TRY(mlt_bootstrap_interval(&both, ctx, b, 0, 0.95, MLT_PERCENTILE, error));
    TRY(mlt_bootstrap_interval(&sides, ctx, b, 0, 0.90, MLT_PERCENTILE, error));
    out->low = both.low;
    out->high = both.high;
    out->se = both.se;
    out->lower = sides.low;
    out->upper = sides.high;
    return MLTEST_OK;
}

mltest_status mlt_difference_of(mlt_difference *out, mltest_context *ctx, const mlt_drawn *first,
                                const mlt_drawn *second, mltest_error **error)
{
    double value = second->point - first->point;
    *out = (mlt_difference){first->point, second->point, value, NAN, NAN, NAN, NAN, NAN};
    if (first->n_draws == 0)
        return MLTEST_OK;
    mlt_bootstrap b = {.n_values = 1, .n_draws = first->n_draws, .point = &value};
    b.draws = subtract(ctx, second->draws, first->draws, b.n_draws);
    if (b.draws == NULL)
        return mlt_fail_memory(error);
    mltest_status status = find_intervals(out, ctx, &b, error);
    mlt_free(ctx, b.draws);
    return status;
}
