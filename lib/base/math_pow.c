/* SPDX-License-Identifier: MIT */
#include "base/math.h"

#include <math.h>
#include <stdbool.h>

#include "base/math_dd.h"

static bool is_integer(double y)
{
    return trunc(y) == y;
}

static bool is_odd(double y)
{
    return fabs(y) < 0x1p53 && is_integer(y) && !is_integer(0.5 * y);
}

/* x^y for x >= 0, and y neither 0 nor NaN. */
static double power(double x, double y)
{
    if (x == 1.0)
        return 1.0;
    if (x == 0 || isinf(x))
        return (x == 0) == (y < 0) ? INFINITY : 0.0;
    /* |log x| > 2^-54: every such power over- or underflows, and the product might, too. */
    if (fabs(y) > 0x1p65)
        return (x > 1.0) == (y > 0) ? INFINITY : 0.0;
    mlt_dd log = mlt_log_dd(x);
    mlt_dd product = mlt_dd_product(log.high, y);
    return mlt_exp_dd(mlt_dd_sum_ordered(product.high, product.low + log.low * y));
}

double mlt_pow(double x, double y)
{
    if (y == 0 || x == 1.0)
        return 1.0;
    if (isnan(x) || isnan(y))
        return x + y;
    if (x < 0 && !isinf(x) && !is_integer(y))
        return NAN;
    double magnitude = power(fabs(x), y);
    return signbit(x) && is_odd(y) ? -magnitude : magnitude;
}
