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
    /* in[i], or where words[2 i] < hits: 255 if words[2 i + 1] < 32768, else 0 */
    void (*impulse8)(uint8_t *out, const uint8_t *in, const uint16_t *words, uint32_t hits,
                     size_t n);
    /* The same of v in place, with `top` for 255. */
    void (*impulse)(float *v, const uint16_t *words, uint32_t hits, float top, size_t n);
} mlt_noise_loops;

MLT_KERNEL_BUILDS(mlt_noise_loops);

#endif
