/* SPDX-License-Identifier: MIT */
#include "base/math.h"

#include <math.h>

#include "base/math_tables.h"

static double ratio(const double c[17], double x)
{
    return mlt_polynomial(c, 9, x) / mlt_polynomial(c + 9, 8, x);
}

/* Minus the quantile of 0 < p <= 0.075. The parts of the line are those of M. J. Wichura, "The
 * percentage points of the normal distribution", Applied Statistics 37 (1988); the functions on
 * them are our own fits. */
static double tail(double p)
{
    double r = sqrt(-mlt_log(p));
    return r <= 5.0 ? ratio(mlt_quantile_near, r - 1.6) : ratio(mlt_quantile_far, r - 5.0);
}

double mlt_normal_quantile(double p)
{
    double q = p - 0.5;
    if (fabs(q) <= 0.425)
        return q * ratio(mlt_quantile_centre, 0.180625 - q * q);
    if (!(p >= 0 && p <= 1.0))
        return NAN;
    if (p == 0 || p == 1.0)
        return p == 0 ? -INFINITY : INFINITY;
    return q < 0 ? -tail(p) : tail(1.0 - p);
}
