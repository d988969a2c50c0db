/* SPDX-License-Identifier: MIT */
#include "kernel/cubic.h"

#include <string.h>

static void widen(float *restrict out, const uint8_t *restrict rgb, size_t n)
{
    for (size_t i = 0; i < n; i++) {
        out[4 * i] = rgb[3 * i];
        out[4 * i + 1] = rgb[3 * i + 1];
        out[4 * i + 2] = rgb[3 * i + 2];
        out[4 * i + 3] = 0;
    }
}

/* Four numbers at any address, in one register where there are such. */
typedef float four __attribute__((vector_size(16)));
typedef int32_t four_whole __attribute__((vector_size(16)));

static inline four get(const float *at)
{
    four v;
    memcpy(&v, at, sizeof v);
    return v;
}

/* A pixel's fourth number is overwritten by the next pixel. */
static void across(int32_t *restrict out, const float *restrict in, const uint32_t *restrict low,
                   const float *restrict weights, size_t n)
{
    for (size_t i = 0; i < n; i++) {
        const float *at = in + 4 * (size_t)low[i], *w = weights + 4 * i;
        four sum =
            (w[0] * get(at) + w[1] * get(at + 4)) + (w[2] * get(at + 8) + w[3] * get(at + 12));
        four_whole whole = __builtin_convertvector(sum, four_whole);
        memcpy(out + 3 * i, &whole, sizeof whole);
    }
}

static void down(uint8_t *restrict out, const int32_t *const rows[4], const int32_t weights[4],
                 size_t n)
{
    const int32_t *restrict a = rows[0], *restrict b = rows[1], *restrict c = rows[2];
    const int32_t *restrict d = rows[3];
    const int32_t p = weights[0], q = weights[1], r = weights[2], s = weights[3];
    for (size_t i = 0; i < n; i++) {
        int32_t v = (p * a[i] + q * b[i] + r * c[i] + s * d[i] + (1 << 21)) >> 22;
        v = v > 0 ? v : 0;
        out[i] = (uint8_t)(v < 255 ? v : 255);
    }
}

MLT_KERNEL_BUILD(mlt_cubic_loops) = {widen, across, down};
