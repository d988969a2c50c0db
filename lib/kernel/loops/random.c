/* SPDX-License-Identifier: MIT */
#include "kernel/random.h"

#include <string.h>

#include "base/philox.h"
#include "kernel/lanes.h"

/* Blocks at a time: one in each lane of 64 bits, as products need so many. */
enum { BLOCKS = MLT_LANES / 2 };

/* The words of blocks, each pair in one of 64 bits. Upper halves of x0 … x3 are left dirty:
 * products do not look at them. */
static inline void philox_lanes(mlt_wides pairs[2], mlt_wides blocks, uint32_t row, uint64_t sample,
                                const uint32_t key[2])
{
    mlt_wides x0 = blocks, x1 = (mlt_wides){0} + row;
    mlt_wides x2 = (mlt_wides){0} + (uint32_t)sample, x3 = (mlt_wides){0} + (sample >> 32);
    uint32_t k0 = key[0], k1 = key[1];
    for (int i = 0; i < 7; i++) {
        mlt_wides a = mlt_product(x0, MLT_PHILOX_M0), b = mlt_product(x2, MLT_PHILOX_M1);
        x0 = b >> 32 ^ x1 ^ k0;
        x1 = b;
        x2 = a >> 32 ^ x3 ^ k1;
        x3 = a;
        k0 += MLT_PHILOX_W0;
        k1 += MLT_PHILOX_W1;
    }
    pairs[0] = (x0 & UINT32_MAX) | x1 << 32;
    pairs[1] = (x2 & UINT32_MAX) | x3 << 32;
}

/* Block by block, the words in their order: low half first, whatever the machine's byte order. */
static inline void put_blocks(uint16_t *restrict out, const mlt_wides pairs[2], size_t n)
{
    uint64_t apart[2][BLOCKS], mixed[2 * BLOCKS];
    memcpy(apart, pairs, sizeof apart);
    for (size_t b = 0; b < BLOCKS; b++) {
        mixed[2 * b] = apart[0][b];
        mixed[2 * b + 1] = apart[1][b];
    }
#if __BYTE_ORDER__ == __ORDER_LITTLE_ENDIAN__
    memcpy(out, mixed, n * 2 * sizeof *mixed);
#else
    for (size_t i = 0; i < 8 * n; i++)
        out[i] = (uint16_t)(mixed[i / 4] >> 16 * (i % 4));
#endif
}

static void words16(uint16_t *restrict out, size_t n_blocks, uint32_t row, uint64_t sample,
                    const uint32_t key[2])
{
    static const uint64_t counts[] = {0, 1, 2, 3, 4, 5, 6, 7};
    const uint32_t own[2] = {key[0], key[1]};
    mlt_wides blocks, pairs[2];
    size_t first = 0;
    memcpy(&blocks, counts, sizeof blocks);
    for (; first + BLOCKS <= n_blocks; first += BLOCKS) {
        philox_lanes(pairs, blocks + first, row, sample, own);
        put_blocks(out + 8 * first, pairs, BLOCKS);
    }
    philox_lanes(pairs, blocks + first, row, sample, own);
    put_blocks(out + 8 * first, pairs, n_blocks - first);
}

static void signed16(float *restrict out, const uint16_t *restrict words, size_t n)
{
    for (size_t i = 0; i < n; i++)
        out[i] = ((float)words[i] - 32767.5f) / 32768;
}

MLT_KERNEL_BUILD(mlt_random_loops) = {words16, signed16};
