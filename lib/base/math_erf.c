/* SPDX-License-Identifier: MIT */
#include "base/math.h"

#include <math.h>

#include "base/math_dd.h"
#include "base/math_tables.h"

/* |x| <= 1. */
static double erf_inside(double x)
{
    return x + x * mlt_polynomial(mlt_erf_poly, 14, x * x);
}

/* e^-square times erfc(x) e^(x^2), 0.49 <= x <= 28: the square is given apart, because half a unit
 * of x would be hundreds of units of the result. */
static double erfc_outside(double x, mlt_dd square)
{
    double smooth = mlt_polynomial(mlt_erfc_poly, 24, (x - 4.0) / (x + 4.0)) / (1.0 + 2.0 * x);
    return mlt_exp_dd(mlt_dd_negate(square)) * smooth;
}

double mlt_erfc(double x)
{
    if (x < 0.5)
        return x < -6.0 ? 2.0 : x < -1.0 ? 2.0 - mlt_erfc(-x) : 1.0 - erf_inside(x);
    if (x > 28.0)
        return 0.0;
    return erfc_outside(x, mlt_dd_product(x, x));
}

double mlt_erf(double x)
{
    if (fabs(x) <= 1.0)
        return erf_inside(x);
    return x > 0 ? 1.0 - mlt_erfc(x) : mlt_erfc(-x) - 1.0;
}

double mlt_normal_cdf(double z)
{
    double size = fabs(z), x = size * 0x1.6a09e667f3bcdp-1; /* sqrt(1/2) */
    if (size < 0.7)
        return 0.5 + 0.5 * erf_inside(z < 0 ? -x : x);
    if (size > 39.0)
        return z < 0 ? 0.0 : 1.0;
    mlt_dd square = mlt_dd_product(size, size);
    double tail = 0.5 * erfc_outside(x, (mlt_dd){0.5 * square.high, 0.5 * square.low});
    return z < 0 ? tail : 1.0 - tail;
}
