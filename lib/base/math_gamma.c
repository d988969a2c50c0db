/* SPDX-License-Identifier: MIT */
#include "base/math.h"

#include <math.h>

#include "base/math_dd.h"
#include "base/math_tables.h"

static const mlt_dd half_log_2pi = {0x1.d67f1c864beb5p-1, -0x1.65b5a1b7ff5dfp-55};

/* Stirling's formula for 8 <= x <= 2^60, in two parts: its terms nearly cancel near 8. */
static mlt_dd stirling(mlt_dd x)
{
    mlt_dd log = mlt_log_dd(x.high);
    log = mlt_dd_add(log, (mlt_dd){x.low / x.high, 0.0});
    mlt_dd sum = mlt_dd_times(mlt_dd_add(x, (mlt_dd){-0.5, 0.0}), log);
    sum = mlt_dd_add(mlt_dd_add(sum, mlt_dd_negate(x)), half_log_2pi);
    double inverse = 1.0 / x.high;
    double rest = inverse * mlt_polynomial(mlt_lgamma_poly, 9, inverse * inverse);
    return mlt_dd_add(sum, (mlt_dd){rest, 0.0});
}

/* log gamma(x) = log gamma(x + n) - log(x (x + 1) … (x + n - 1)) */
static double shifted(double x)
{
    mlt_dd product = {1.0, 0.0}, at = {x, 0.0};
    for (; at.high < 8.0; at = mlt_dd_add(at, (mlt_dd){1.0, 0.0}))
        product = mlt_dd_times(product, at);
    mlt_dd log = mlt_dd_add(mlt_log_dd(product.high), (mlt_dd){product.low / product.high, 0.0});
    mlt_dd difference = mlt_dd_add(stirling(at), mlt_dd_negate(log));
    return difference.high + difference.low;
}

double mlt_lgamma(double x)
{
    if (!(x > 0))
        return x == 0 ? INFINITY : NAN;
    if (x < 0x1p-60) /* gamma(x) is 1/x */
        return -mlt_log(x);
    if (x > 0x1p60) /* the other terms of Stirling's formula are below a unit */
        return x * (mlt_log(x) - 1.0);
    return shifted(x);
}
