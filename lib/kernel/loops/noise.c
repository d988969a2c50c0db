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

MLT_KERNEL_BUILD(mlt_noise_loops) = {add, speckle};
