/* SPDX-License-Identifier: MIT */
#include "base/math.h"

#include <math.h>
#include <stdint.h>
#include <string.h>

#include "base/math_dd.h"
#include "base/math_tables.h"

__extension__ typedef unsigned __int128 uint128;

static const mlt_dd half_pi = {0x1.921fb54442d18p+0, 0x1.1a62633145c07p-54};

/* fraction / 2^128 in [0, 1/2], in two parts. */
static mlt_dd from_fraction(uint128 fraction)
{
    int zeros = 0;
    if (fraction == 0)
        return (mlt_dd){0.0, 0.0};
    while (fraction >> 120 == 0) {
        fraction <<= 8;
        zeros += 8;
    }
    /* The first 46 to 53 bits and the 53 after them. */
    uint64_t high = (uint64_t)(fraction >> 75), low = (uint64_t)(fraction >> 22) << 11 >> 11;
    return (mlt_dd){mlt_scale2((double)high, -53 - zeros), mlt_scale2((double)low, -106 - zeros)};
}

/* The bits of 2/pi from the given one on; bit 0 is the first of the table. */
static uint64_t word_at(int bit)
{
    const uint64_t *word = &mlt_two_over_pi[bit / 64];
    int shift = bit % 64;
    return shift == 0 ? word[0] : word[0] << shift | word[1] >> (64 - shift);
}

/*
 * x = quadrant × pi/2 + the result, |result| <= pi/4; the quadrant modulo 4. The method is that of
 * M. Payne and R. Hanek (1983): with x = m 2^e, the bits of 2/pi that give multiples of 4 are left
 * out, and the next 192 are enough, since no double comes nearer to a multiple of pi/2 than 2^-62.
 */
static mlt_dd reduced(double x, int *quadrant)
{
    uint64_t bits;
    if (fabs(x) <= 0x1.921fb54442d18p-1) {
        *quadrant = 0;
        return (mlt_dd){x, 0.0};
    }
    memcpy(&bits, &x, sizeof bits);
    uint64_t m = (bits & ((UINT64_C(1) << 52) - 1)) | UINT64_C(1) << 52;
    int e = (int)(bits >> 52 & 0x7ff) - 1075;
    int first = e - 2 + 64; /* has weight 2 after the product with m 2^e */
    uint128 low = (uint128)m * word_at(first + 128);
    uint128 middle = (uint128)m * word_at(first + 64) + (uint64_t)(low >> 64);
    uint64_t high = m * word_at(first) + (uint64_t)(middle >> 64);

    uint128 turns = (uint128)high << 64 | (uint64_t)middle;
    uint128 fraction = turns << 2 | (uint64_t)low >> 62;
    int n = (int)(high >> 62);
    int round_up = (int)(fraction >> 127);
    mlt_dd r = mlt_dd_times(from_fraction(round_up != 0 ? 0 - fraction : fraction), half_pi);
    n = (n + round_up) & 3;
    *quadrant = x < 0 ? -n & 3 : n;
    return (x < 0) != (round_up != 0) ? mlt_dd_negate(r) : r;
}

static double sine(mlt_dd r)
{
    double square = r.high * r.high;
    double cubic = square * r.high * mlt_polynomial(mlt_sin_poly, 7, square);
    return r.high + (cubic + r.low * (1.0 - 0.5 * square));
}

static double cosine(mlt_dd r)
{
    mlt_dd square = mlt_dd_product(r.high, r.high);
    mlt_dd head = mlt_dd_sum_ordered(1.0, -0.5 * square.high);
    double quartic = square.high * square.high * mlt_polynomial(mlt_cos_poly, 7, square.high);
    return head.high + (head.low - 0.5 * square.low - r.high * r.low + quartic);
}

/* sin of x moved by so many quarter turns. */
static double sine_after(double x, int quarters)
{
    int quadrant;
    if (!isfinite(x))
        return NAN;
    mlt_dd r = reduced(x, &quadrant);
    quadrant = (quadrant + quarters) & 3;
    double v = (quadrant & 1) != 0 ? cosine(r) : sine(r);
    return (quadrant & 2) != 0 ? -v : v;
}

double mlt_sin(double x)
{
    return x == 0 ? x : sine_after(x, 0); /* the sign of zero */
}

double mlt_cos(double x)
{
    return sine_after(x, 1);
}
