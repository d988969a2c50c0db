/* SPDX-License-Identifier: MIT */
/*
 * Philox4x32 itself, inline for loops that the compiler turns into vector code. base/random.h is
 * what everything else uses.
 */
#ifndef MLT_BASE_PHILOX_H
#define MLT_BASE_PHILOX_H

#include <stdint.h>

/* Multipliers and key increments: section 3.3 of the paper that base/random.h names. The increments
 * are the golden ratio and sqrt(3) - 1 in 32 bits. */
#define MLT_PHILOX_M0 UINT64_C(0xD2511F53)
#define MLT_PHILOX_M1 UINT64_C(0xCD9E8D57)
#define MLT_PHILOX_W0 UINT32_C(0x9E3779B9)
#define MLT_PHILOX_W1 UINT32_C(0xBB67AE85)

static inline void mlt_philox(const uint32_t ctr[4], const uint32_t key[2], uint32_t out[4],
                              int rounds)
{
    uint32_t x0 = ctr[0], x1 = ctr[1], x2 = ctr[2], x3 = ctr[3], k0 = key[0], k1 = key[1];
    for (int i = 0; i < rounds; i++) {
        uint64_t a = MLT_PHILOX_M0 * x0;
        uint64_t b = MLT_PHILOX_M1 * x2;
        x0 = (uint32_t)(b >> 32) ^ x1 ^ k0;
        x1 = (uint32_t)b;
        x2 = (uint32_t)(a >> 32) ^ x3 ^ k1;
        x3 = (uint32_t)a;
        k0 += MLT_PHILOX_W0;
        k1 += MLT_PHILOX_W1;
    }
    out[0] = x0;
    out[1] = x1;
    out[2] = x2;
    out[3] = x3;
}

#endif
