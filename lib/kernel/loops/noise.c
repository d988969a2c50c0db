/* SPDX-License-Identifier: MIT */
#include "kernel/noise.h"

static void add(float *restrict v, const float *restrict normals, float scale, size_t n)
{
    for (size_t i = 0; i < n; i++)
        v[i] += scale * normals[i];
}

static void speckle(float *restrict v, const float *restrict normals, float sigma, size_t n)
{
    for (size_t i = 0; i < n; i++)
        v[i] += v[i] * (sigma * normals[i]);
}

static void impulse8(uint8_t *restrict out, const uint8_t *restrict in,
                     const uint16_t *restrict words, uint32_t hits, size_t n)
{
    for (size_t i = 0; i < n; i++) {
        uint8_t colour = words[2 * i + 1] < 32768 ? 255 : 0;
        out[i] = words[2 * i] < hits ? colour : in[i];
    }
}

static void impulse(float *restrict v, const uint16_t *restrict words, uint32_t hits, float top,
                    size_t n)
{
    for (size_t i = 0; i < n; i++) {
        float colour = words[2 * i + 1] < 32768 ? top : 0;
        v[i] = words[2 * i] < hits ? colour : v[i];
    }
}

MLT_KERNEL_BUILD(mlt_noise_loops) = {add, speckle, impulse8, impulse};
