/* SPDX-License-Identifier: MIT */
#include "kernel/rows.h"

#include <stdlib.h>
#include <string.h>

#include "kernel/lanes.h"

static void load8(float *restrict out, const uint8_t *restrict in, size_t n)
{
    for (size_t i = 0; i < n; i++)
        out[i] = in[i];
}

/* Eight words of bits are one register, or two. */
static void load8_beside(float *restrict out, const uint8_t *restrict in,
                         const mlt_beside_levels *levels, size_t n)
{
    size_t i = 0;
#ifdef __AVX2__
    const mlt_floats by = (mlt_floats){0} + levels->by;
    float words[16];
    memcpy(words, levels->above, 32);
    memcpy(words + 8, levels->above, 32);
    for (; i + MLT_LANES <= n; i += MLT_LANES) {
        const mlt_ints v = mlt_bytes_at(in + i);
        const mlt_ints word = (mlt_ints)mlt_look_up(words, v >> 5);
        const mlt_ints below = (~word << (31 - (v & 31))) & INT32_MIN;
        mlt_put_floats(out + i,
                       __builtin_convertvector(v, mlt_floats) + (mlt_floats)((mlt_ints)by | below));
    }
#endif
    for (; i < n; i++)
        out[i] = mlt_beside_level(levels, in[i]);
}

static void load16(float *restrict out, const uint8_t *restrict in, size_t n)
{
    for (size_t i = 0; i < n; i++) {
        uint16_t v;
        memcpy(&v, in + 2 * i, 2);
        out[i] = v;
    }
}

/* Hides from the compiler what v is: where it knows that a limit is constant it compares and picks
 * instead of taking the minimum, which is thrice as slow. */
static inline float hidden(float v)
{
    volatile float kept = v;
    return kept;
}

static int32_t level(float v, float top)
{
    float positive = v > 0 ? v : 0; /* NaN goes to 0 too */
    return (int32_t)(positive < top ? positive : top);
}

static void store8(uint8_t *restrict out, const float *restrict in, size_t n)
{
    float top = hidden(255);
    for (size_t i = 0; i < n; i++)
        out[i] = (uint8_t)level(in[i], top);
}

static void store16(uint8_t *restrict out, const float *restrict in, size_t n)
{
    float top = hidden(65535);
    for (size_t i = 0; i < n; i++) {
        uint16_t v = (uint16_t)level(in[i], top);
        memcpy(out + 2 * i, &v, 2);
    }
}

static void unpack3(float *restrict out, const float *restrict in, size_t n)
{
    for (size_t i = 0; i < n; i++) {
        out[i] = in[3 * i];
        out[n + i] = in[3 * i + 1];
        out[2 * n + i] = in[3 * i + 2];
    }
}

static void pack3(float *restrict out, const float *restrict in, size_t n)
{
    for (size_t i = 0; i < n; i++) {
        out[3 * i] = in[i];
        out[3 * i + 1] = in[n + i];
        out[3 * i + 2] = in[2 * n + i];
    }
}

static void accumulate(float *restrict to, const float *restrict from, float weight, size_t n)
{
    for (size_t i = 0; i < n; i++)
        to[i] += weight * from[i];
}

static void sum(float *restrict out, const float *restrict a, const float *restrict b, size_t n)
{
    for (size_t i = 0; i < n; i++)
        out[i] = a[i] + b[i];
}

static void scale(float *restrict out, const float *restrict in, float gain,
                  const float *restrict offset, size_t n)
{
    for (size_t i = 0; i < n; i++)
        out[i] = in[i] * gain + offset[i];
}

static void affine(float *v, float gain, float offset, size_t n)
{
    for (size_t i = 0; i < n; i++)
        v[i] = v[i] * gain + offset;
}

static void add8(uint32_t *restrict to, const uint8_t *restrict in, size_t n)
{
    for (size_t i = 0; i < n; i++)
        to[i] += in[i];
}

static void add16(uint32_t *restrict to, const uint8_t *restrict in, size_t n)
{
    for (size_t i = 0; i < n; i++) {
        uint16_t v;
        memcpy(&v, in + 2 * i, 2);
        to[i] += v;
    }
}

static uint64_t difference8(const uint8_t *a, const uint8_t *b, size_t n)
{
    enum { STRIP = 1 << 20 }; /* whose sum fits 32 bits */
    uint64_t all = 0;
    for (size_t first = 0; first < n; first += STRIP) {
        size_t m = n - first < STRIP ? n - first : STRIP;
        const uint8_t *p = a + first, *q = b + first;
        int part = 0;
        for (size_t i = 0; i < m; i++)
            part += abs(p[i] - q[i]);
        all += (uint64_t)part;
    }
    return all;
}

MLT_KERNEL_BUILD(mlt_row_loops) = {load8,   load8_beside, load16,     store8,     store16,
                                   unpack3, pack3,        accumulate, sum,        scale,
                                   affine,  add8,         add16,      difference8};
