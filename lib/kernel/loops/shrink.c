/* SPDX-License-Identifier: MIT */
#include "kernel/shrink.h"

#include <string.h>

static void add_row(uint32_t *restrict sums, const uint8_t *restrict row, uint32_t weight, size_t n)
{
    for (size_t i = 0; i < n; i++)
        sums[i] += weight * row[i];
}

/* Four numbers at any address, in one register where there are such. */
typedef uint32_t four __attribute__((vector_size(16)));

static inline four get_four(const uint32_t *at)
{
    four v;
    memcpy(&v, at, sizeof v);
    return v;
}

static void add_pixels(uint32_t *restrict out, const uint32_t *restrict in,
                       const mlt_shrink_reach *restrict reaches, uint32_t whole, size_t channels,
                       size_t n)
{
    for (size_t i = 0; i < n; i++, out += channels) {
        const mlt_shrink_reach *r = &reaches[i];
        four sum = r->first * get_four(in + r->from) + r->last * get_four(in + r->end);
        for (size_t k = r->from + channels; k < r->end; k += channels)
            sum += whole * get_four(in + k);
        memcpy(out, &sum, sizeof sum);
    }
}

/* The quotient of floats is less than 1 from the right one, and the remainder tells which it is. */
static void divide(uint8_t *restrict out, const uint32_t *restrict sums, uint32_t area, size_t n)
{
    const float inverse = 1.0f / (float)(int32_t)area;
    const int32_t step = (int32_t)area, half = step / 2;
    for (size_t i = 0; i < n; i++) {
        int32_t sum = (int32_t)sums[i] + half;
        int32_t q = (int32_t)((float)sum * inverse);
        int32_t rest = sum - q * step;
        q -= rest < 0;
        q += rest >= step;
        out[i] = (uint8_t)q;
    }
}

MLT_KERNEL_BUILD(mlt_shrink_loops) = {add_row, add_pixels, divide};
