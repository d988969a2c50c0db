/* SPDX-License-Identifier: MIT */
#include "base/math.h"

#include <math.h>
#include <stdbool.h>
#include <stdint.h>
#include <string.h>

#include "base/math_dd.h"
#include "base/math_tables.h"

static const mlt_dd pi = {0x1.921fb54442d18p+1, 0x1.1a62633145c07p-53};
static const mlt_dd half_pi = {0x1.921fb54442d18p+0, 0x1.1a62633145c07p-54};

/* atan of a/b for 0 < a <= b and b near 1: from the nearest 32nd c of the quotient q,
 * atan(q) = atan(c) + atan((q - c) / (1 + q c)). */
static mlt_dd first_octant(double a, double b)
{
    mlt_dd q = mlt_dd_over((mlt_dd){a, 0.0}, (mlt_dd){b, 0.0});
    int step = (int)(q.high * 32.0 + 0.5);
    double c = step / 32.0;
    if (step > 0) {
        mlt_dd above = mlt_dd_sum_ordered(q.high - c, q.low);
        mlt_dd product = mlt_dd_product(q.high, c);
        mlt_dd below = mlt_dd_add((mlt_dd){1.0, q.low * c}, product);
        q = mlt_dd_over(above, below);
    }
    double square = q.high * q.high;
    q.low += square * q.high * mlt_polynomial(mlt_atan_poly, 4, square);
    return mlt_dd_add(mlt_atan_steps[step], q);
}

static int exponent_of(double x)
{
    uint64_t bits;
    memcpy(&bits, &x, sizeof bits);
    return (int)(bits >> 52 & 0x7ff) - 1023;
}

/* atan2 of magnitudes that are neither 0 nor infinite; x stands for -x if is_left. */
static double from_magnitudes(double y, double x, bool is_left)
{
    bool is_steep = y > x;
    double a = is_steep ? x : y, b = is_steep ? y : x;
    mlt_dd angle = {0.0, 0.0};
    int scale = exponent_of(b);
    if (scale - exponent_of(a) > 64) { /* the quotient is nothing beside pi */
        if (!is_steep && !is_left)
            return y / x;
    } else {
        /* Near 1 the products inside cannot over- or underflow. */
        double up = a < 0x1p-900 ? 0x1p200 : 1.0;
        scale = exponent_of(b * up);
        angle = first_octant(mlt_scale2(a * up, -scale), mlt_scale2(b * up, -scale));
    }
    if (is_steep)
        angle = mlt_dd_add(half_pi, mlt_dd_negate(angle));
    if (is_left)
        angle = mlt_dd_add(pi, mlt_dd_negate(angle));
    return angle.high + angle.low;
}

double mlt_atan2(double y, double x)
{
    double magnitude, up = fabs(y), side = fabs(x);
    if (isnan(x) || isnan(y))
        return x + y;
    if (isinf(up) || isinf(side)) { /* as the corner or the side of a large square */
        up = isinf(up) ? 1.0 : 0.0;
        side = isinf(side) ? 1.0 : 0.0;
    }
    if (up == 0)
        magnitude = signbit(x) ? pi.high : 0.0;
    else if (side == 0)
        magnitude = half_pi.high;
    else
        magnitude = from_magnitudes(up, side, signbit(x) != 0);
    return signbit(y) ? -magnitude : magnitude;
}
