/* SPDX-License-Identifier: MIT */
/*
 * A number as the unevaluated sum of two doubles, |low| <= half a unit of high: about 106 bits.
 * T. J. Dekker, "A floating-point technique for extending the available precision" (1971), and
 * D. E. Knuth's sum. Right only with plain rounding to nearest, never fused or reassociated.
 */
#ifndef MLT_BASE_MATH_DD_H
#define MLT_BASE_MATH_DD_H

#include <stdint.h>
#include <string.h>

typedef struct {
    double high, low;
} mlt_dd;

/* a + b, exactly. */
static inline mlt_dd mlt_dd_sum(double a, double b)
{
    double high = a + b;
    double shifted = high - a;
    return (mlt_dd){high, (a - (high - shifted)) + (b - shifted)};
}

/* The same for |a| >= |b| or a = 0. */
static inline mlt_dd mlt_dd_sum_ordered(double a, double b)
{
    double high = a + b;
    return (mlt_dd){high, b - (high - a)};
}

/* a in two halves of at most 26 bits; |a| < 2^996. */
static inline mlt_dd mlt_dd_split(double a)
{
    double scaled = 134217729.0 * a; /* 2^27 + 1 */
    double high = scaled - (scaled - a);
    return (mlt_dd){high, a - high};
}

/* a × b, exactly unless it over- or underflows. */
static inline mlt_dd mlt_dd_product(double a, double b)
{
    mlt_dd x = mlt_dd_split(a), y = mlt_dd_split(b);
    double high = a * b;
    double low = ((x.high * y.high - high) + x.high * y.low + x.low * y.high) + x.low * y.low;
    return (mlt_dd){high, low};
}

static inline mlt_dd mlt_dd_add(mlt_dd a, mlt_dd b)
{
    mlt_dd sum = mlt_dd_sum(a.high, b.high);
    return mlt_dd_sum_ordered(sum.high, sum.low + (a.low + b.low));
}

static inline mlt_dd mlt_dd_negate(mlt_dd a)
{
    return (mlt_dd){-a.high, -a.low};
}

static inline mlt_dd mlt_dd_times(mlt_dd a, mlt_dd b)
{
    mlt_dd product = mlt_dd_product(a.high, b.high);
    return mlt_dd_sum_ordered(product.high, product.low + (a.high * b.low + a.low * b.high));
}

static inline mlt_dd mlt_dd_over(mlt_dd a, mlt_dd b)
{
    double quotient = a.high / b.high;
    mlt_dd back = mlt_dd_product(quotient, b.high);
    double rest = ((a.high - back.high) - back.low) + (a.low - quotient * b.low);
    return mlt_dd_sum_ordered(quotient, rest / b.high);
}

/* v × 2^k, rounded once; v is normal and |k| < 2000. */
static inline double mlt_scale2(double v, int k)
{
    int half = k / 2;
    uint64_t bits[2] = {(uint64_t)(half + 1023) << 52, (uint64_t)(k - half + 1023) << 52};
    double factors[2];
    memcpy(factors, bits, sizeof factors);
    return v * factors[0] * factors[1];
}

/* e^(x.high + x.low); x.high may be anything. */
double mlt_exp_dd(mlt_dd x);
/* The logarithm of a finite x > 0. */
mlt_dd mlt_log_dd(double x);

#endif
