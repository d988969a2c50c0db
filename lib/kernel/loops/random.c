/* SPDX-License-Identifier: MIT */
#include "kernel/random.h"

#include <string.h>

#include "base/philox.h"

/* As many blocks at a time as a vector of 512 bits has lanes. */
enum { LANES = 16 };

static void philox_lanes(uint32_t words[4][LANES], uint32_t block, uint32_t row, uint64_t sample,
                         const uint32_t key[2])
{
    for (uint32_t i = 0; i < LANES; i++) {
        const uint32_t counter[4] = {block + i, row, (uint32_t)sample, (uint32_t)(sample >> 32)};
        uint32_t out[4];
        mlt_philox(counter, key, out, 7);
        for (int k = 0; k < 4; k++)
            words[k][i] = out[k];
    }
}

/* Block by block, the words in their order: low half first, whatever the machine's byte order. */
static void put_blocks(uint16_t *restrict out, uint32_t words[4][LANES], size_t n)
{
    uint32_t mixed[4 * LANES];
    for (size_t b = 0; b < LANES; b++)
        for (size_t i = 0; i < 4; i++)
            mixed[4 * b + i] = words[i][b];
#if __BYTE_ORDER__ == __ORDER_LITTLE_ENDIAN__
    memcpy(out, mixed, n * 4 * sizeof *mixed);
#else
    for (size_t i = 0; i < 4 * n; i++) {
        out[2 * i] = (uint16_t)mixed[i];
        out[2 * i + 1] = (uint16_t)(mixed[i] >> 16);
    }
#endif
}

static void words16(uint16_t *restrict out, size_t n_blocks, uint32_t row, uint64_t sample,
                    const uint32_t key[2])
{
    const uint32_t own[2] = {key[0], key[1]};
    for (size_t first = 0; first < n_blocks; first += LANES) {
        uint32_t words[4][LANES];
        size_t n = n_blocks - first < LANES ? n_blocks - first : LANES;
        philox_lanes(words, (uint32_t)first, row, sample, own);
        put_blocks(out + 8 * first, words, n);
    }
}

static void signed16(float *restrict out, const uint16_t *restrict words, size_t n)
{
    for (size_t i = 0; i < n; i++)
        out[i] = ((float)words[i] - 32767.5f) / 32768;
}

MLT_KERNEL_BUILD(mlt_random_loops) = {words16, signed16};
