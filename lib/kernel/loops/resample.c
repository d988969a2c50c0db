/* SPDX-License-Identifier: MIT */
#include "kernel/resample.h"

#include <string.h>

static void between_rows(float *restrict out, const float *restrict a, const float *restrict b,
                         float t, size_t n)
{
    for (size_t i = 0; i < n; i++)
        out[i] = a[i] + t * (b[i] - a[i]);
}

static void between(float *restrict out, const float *restrict in, const uint32_t *restrict low,
                    const float *restrict t, size_t n)
{
    for (size_t i = 0; i < n; i++) {
        const float *at = in + low[i];
        out[i] = at[0] + t[i] * (at[1] - at[0]);
    }
}

/* Four numbers at any address, in one register where there are such. */
typedef float four __attribute__((vector_size(16)));

static inline four get(const float *at)
{
    four v;
    memcpy(&v, at, sizeof v);
    return v;
}

static void add_between4(float *restrict sums, const float *restrict in,
                         const uint32_t *restrict low, const float *restrict t, size_t n)
{
    for (size_t i = 0; i < n; i++) {
        const float *at = in + 4 * (size_t)low[i];
        four a = get(at), b = get(at + 4), sum = get(sums + 4 * i);
        sum += a + t[i] * (b - a);
        memcpy(sums + 4 * i, &sum, sizeof sum);
    }
}

MLT_KERNEL_BUILD(mlt_resample_loops) = {between_rows, between, add_between4};
