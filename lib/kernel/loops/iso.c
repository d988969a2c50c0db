/* SPDX-License-Identifier: MIT */
#include "kernel/iso.h"

#include <math.h>

static void photon(float *restrict v, const float *restrict normals, float sigma, float top,
                   size_t n)
{
    for (size_t i = 0; i < n; i++)
        v[i] += sigma * sqrtf(v[i] * top) * normals[i];
}

/* A whole number at most half away, or a very little more; of less than a thousand. floorf() would
 * keep the loop from being made of vectors. */
static inline float nearest(float v)
{
    return (float)((int32_t)(v + 1024.5f) - 1024);
}

/* Taylor's series up to a quarter turn. */
static inline float sine_of(float x)
{
    float y = x * x;
    return x * (1 + y * (-1 / 6.0f + y * (1 / 120.0f + y * (-1 / 5040.0f + y * (1 / 362880.0f)))));
}

static inline float cosine_of(float x)
{
    float y = x * x;
    return 1 + y * (-1 / 2.0f + y * (1 / 24.0f + y * (-1 / 720.0f + y * (1 / 40320.0f))));
}

static void iso(float *restrict v, const float *restrict normals, const float *restrict turns,
                const mlt_iso *iso, size_t n)
{
    const float sigma = iso->sigma, top = iso->top, turn = iso->turn, pi = 3.14159265f;
    const float red = 0.299f, green = 0.587f, blue = 0.114f, u = 0.492f, w = 0.877f;
    for (size_t i = 0; i < n; i++) {
        float luma = red * v[3 * i] + green * v[3 * i + 1] + blue * v[3 * i + 2];
        float b = (v[3 * i + 2] - luma) * u, r = (v[3 * i] - luma) * w;
        float t = turn * turns[i], half = pi * (t - nearest(t));
        float s = sine_of(half), sine = 2 * s * cosine_of(half), cosine = 1 - 2 * s * s;
        float new_b = (b * cosine - r * sine) * (1 / u), new_r = (b * sine + r * cosine) * (1 / w);
        luma += sigma * sqrtf(luma * top) * normals[i];
        v[3 * i] = luma + new_r;
        v[3 * i + 1] = luma - (red / green) * new_r - (blue / green) * new_b;
        v[3 * i + 2] = luma + new_b;
    }
}

MLT_KERNEL_BUILD(mlt_iso_loops) = {photon, iso};
