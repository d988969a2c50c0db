/* SPDX-License-Identifier: MIT */
#include "score/estimate.h"

#include <math.h>

mlt_estimate mlt_estimate_none(void)
{
    return (mlt_estimate){NAN, {NAN, NAN, NAN, 0}, NAN, NAN};
}

mltest_status mlt_estimate_take(mlt_estimate *out, mltest_context *ctx, const mlt_bootstrap *b,
                                size_t value, mlt_interval_method method, mltest_error **error)
{
    mlt_interval sides;
    TRY(mlt_bootstrap_interval(&out->interval, ctx, b, value, 0.95, method, error));
    TRY(mlt_bootstrap_interval(&sides, ctx, b, value, 0.90, method, error));
    out->value = b->point[value];
    out->lower = sides.low;
    out->upper = sides.high;
    return MLTEST_OK;
}
