/* SPDX-License-Identifier: MIT */
#include "kernel/mosaic.h"

/* Four samples written out become one vector. */
static void sum_spans(uint32_t *restrict out, const float *restrict row,
                      const mlt_span *restrict spans, size_t n, size_t channels)
{
    for (size_t i = 0; i < n; i++, out += channels) {
        const float *end = row + spans[i].end;
        uint32_t a = 0, b = 0, c = 0, d = 0;
        for (const float *p = row + spans[i].from; p < end; p += channels) {
            a += (uint32_t)(int32_t)p[0];
            b += (uint32_t)(int32_t)p[1];
            c += (uint32_t)(int32_t)p[2];
            d += (uint32_t)(int32_t)p[3];
        }
        out[0] = a;
        out[1] = b;
        out[2] = c;
        out[3] = d;
    }
}

static inline uint32_t mean(uint32_t sum, uint32_t weight)
{
    return (uint32_t)(((uint64_t)sum * weight + (1U << (MLT_MOSAIC_BITS - 1))) >> MLT_MOSAIC_BITS);
}

static void add_means(uint32_t *restrict to, const uint32_t *restrict sums,
                      const uint32_t *restrict weights, size_t n)
{
    for (size_t i = 0; i < n; i++)
        to[i] += mean(sums[i], weights[i]);
}

static void means(float *restrict out, const uint32_t *restrict sums, uint32_t weight, size_t n)
{
    for (size_t i = 0; i < n; i++)
        out[i] = (float)(int32_t)mean(sums[i], weight);
}

static void pick(float *restrict out, const float *restrict in, const uint32_t *restrict at,
                 size_t n, size_t channels)
{
    for (size_t i = 0; i < n; i++, out += channels) {
        const float *p = in + at[i];
        out[0] = p[0];
        out[1] = p[1];
        out[2] = p[2];
        out[3] = p[3];
    }
}

MLT_KERNEL_BUILD(mlt_mosaic_loops) = {sum_spans, add_means, means, pick};
