/* SPDX-License-Identifier: MIT */
/*
 * What makes rows of falling snow; perturb/weather/snow.c says how.
 */
#ifndef MLT_KERNEL_SNOW_H
#define MLT_KERNEL_SNOW_H

#include "kernel/build.h"

typedef struct {
    /* v[i] becomes mean + spread · v[i], at most 1, and 0 below the threshold or below 0. */
    void (*flakes)(float *v, float mean, float spread, float threshold, size_t n);
    /* out[i] = in[i] ≥ 0 in the nearest 255ths, halves to the even, at most 1 */
    void (*steps)(float *out, const float *in, size_t n);
    /* v[i] = keep · v[i] + (1 - keep) · max(v[i], white) + (light[i] + turned[n - 1 - i]) · top,
     * where white = 1.5 · v[i] + top / 2 */
    void (*whiten)(float *v, const float *light, const float *turned, float keep, float top,
                   size_t n);
    /* The same of RGB pixels, whose white is 1.5 · (.299 R + .587 G + .114 B) + top / 2. */
    void (*whiten3)(float *v, const float *light, const float *turned, float keep, float top,
                    size_t n);
} mlt_snow_loops;

MLT_KERNEL_BUILDS(mlt_snow_loops);

#endif
