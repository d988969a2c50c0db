/* SPDX-License-Identifier: MIT */
/*
 * Powers of ten for base/number: 10^p is high:low × 2^mlt_power10_exponent(p), high's top bit set,
 * rounded up where 128 bits do not hold it. Exact for 0 <= p <= 55.
 */
#ifndef MLT_BASE_NUMBER_POWERS_H
#define MLT_BASE_NUMBER_POWERS_H

#include <stdint.h>

enum { MLT_POWER10_LOWEST = -342, MLT_POWER10_HIGHEST = 324 };

__extension__ typedef unsigned __int128 mlt_u128;

typedef struct {
    uint64_t high, low;
} mlt_power10;

extern const mlt_power10 mlt_powers10[MLT_POWER10_HIGHEST - MLT_POWER10_LOWEST + 1];

static inline const mlt_power10 *mlt_power10_at(int p)
{
    return &mlt_powers10[p - MLT_POWER10_LOWEST];
}

/* floor(p log2(10)) - 127; the fraction was checked for every p of the table. */
static inline int mlt_power10_exponent(int p)
{
    return ((p * 217706) >> 16) - 127;
}

#endif
