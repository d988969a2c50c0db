/* SPDX-License-Identifier: MIT */
#include "base/math.h"

#include <math.h>

#include "base/math_dd.h"
#include "base/math_tables.h"

/* log(2)/64: 36 bits, so that its multiples below 2^17 are exact, and the rest. */
#define STEP_HIGH 0x1.62e42fefap-7
#define STEP_LOW 0x1.cf79abc9e3b3ap-46
#define STEPS_PER_UNIT 0x1.71547652b82fep+6

/* e^x = the result × 2^*k, with about 60 bits, for |x| < 800. */
static mlt_dd reduced(mlt_dd x, int *k)
{
    int n = (int)rint(x.high * STEPS_PER_UNIT);
    double r = (x.high - n * STEP_HIGH) - n * STEP_LOW + x.low;
    double grown = r + r * r * mlt_polynomial(mlt_exp_poly, 5, r); /* e^r - 1 */
    const mlt_dd *power = &mlt_exp_powers[n & 63];
    *k = (n - (n & 63)) / 64;
    return (mlt_dd){power->high, power->low + power->high * grown};
}

double mlt_exp_dd(mlt_dd x)
{
    int k;
    if (!(x.high < 710.0))
        return x.high + INFINITY; /* NaN stays NaN */
    if (x.high < -746.0)
        return 0.0;
    mlt_dd e = reduced(x, &k);
    return mlt_scale2(e.high + e.low, k);
}

double mlt_exp(double x)
{
    return mlt_exp_dd((mlt_dd){x, 0.0});
}

double mlt_expm1(double x)
{
    int k;
    if (!(fabs(x) < 40.0)) /* 1 is nothing beside e^40; e^-40 is nothing beside 1 */
        return x < 0 ? -1.0 : mlt_exp(x);
    if (fabs(x) < 0x1p-54)
        return x;
    mlt_dd e = reduced((mlt_dd){x, 0.0}, &k);
    mlt_dd rest = mlt_dd_sum(mlt_scale2(e.high, k), -1.0);
    return rest.high + (rest.low + mlt_scale2(e.low, k));
}
