/* SPDX-License-Identifier: MIT */
/*
 * Noise on rows of samples.
 */
#ifndef MLT_KERNEL_NOISE_H
#define MLT_KERNEL_NOISE_H

#include "kernel/build.h"

typedef struct {
    /* v[i] += scale · normals[i] */
    void (*add)(float *v, const float *normals, float scale, size_t n);
    /* v[i] += v[i] · (sigma · normals[i]) */
    void (*speckle)(float *v, const float *normals, float sigma, size_t n);
} mlt_noise_loops;

MLT_KERNEL_BUILDS(mlt_noise_loops);

#endif
