/* SPDX-License-Identifier: MIT */
#include "kernel/plasma.h"

static void uniforms(float *restrict out, const uint16_t *restrict words, size_t n)
{
    for (size_t i = 0; i < n; i++)
        out[i] = ((float)words[i] + 0.5f) * (1 / 65536.0f);
}

static void centres(float *restrict out, const float *restrict up, const float *restrict down,
                    const float *restrict u, const mlt_plasma_span *span, size_t n)
{
    const float low = span->low, range = span->range;
    for (size_t i = 0; i < n; i++) {
        float sum = up[i] + down[i] + (up[i + 1] + down[i + 1]);
        out[i] = sum / 4 + (low + range * u[i]);
    }
}

static void edges(float *restrict even, float *restrict odd, const mlt_plasma_rows *rows,
                  const float *restrict u, const mlt_plasma_span *span, size_t n)
{
    const float *restrict up = rows->up, *restrict down = rows->down;
    const float *restrict c = rows->centres, *restrict above = rows->above, *before = c - 1;
    const float *restrict v = u + n, low = span->low, range = span->range;
    for (size_t i = 0; i < n; i++) {
        float upper = (c[i] + above[i]) + (up[i] + up[i + 1]);
        float left = (c[i] + before[i]) + (up[i] + down[i]);
        even[2 * i] = up[i];
        even[2 * i + 1] = upper / 4 + (low + range * u[i]);
        odd[2 * i] = left / 4 + (low + range * v[i]);
        odd[2 * i + 1] = c[i];
    }
}

static void extremes(float *restrict low, float *restrict high, const float *restrict a,
                     const float *restrict b, size_t n)
{
    for (size_t i = 0; i < n; i++) {
        float less = a[i] < b[i] ? a[i] : b[i], more = a[i] < b[i] ? b[i] : a[i];
        low[i] = less < low[i] ? less : low[i];
        high[i] = more > high[i] ? more : high[i];
    }
}

MLT_KERNEL_BUILD(mlt_plasma_loops) = {uniforms, centres, edges, extremes};
