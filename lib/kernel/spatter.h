/* SPDX-License-Identifier: MIT */
/*
 * What makes rows of drops of water and mud; perturb/weather/spatter.c says how.
 */
#ifndef MLT_KERNEL_SPATTER_H
#define MLT_KERNEL_SPATTER_H

#include "kernel/build.h"

typedef struct {
    /* v[i] = mean + spread · v[i], in double precision */
    void (*noise)(float *v, double mean, double spread, size_t n);
    /* out[i] = 1 above the threshold, else 0 */
    void (*mask)(float *out, const float *in, float threshold, size_t n);
    /* out[i] = 0 below the threshold, else in[i] */
    void (*cut)(float *out, const float *in, float threshold, size_t n);
    /* The same as trunc(clip(255 · it, 0, 255)) */
    void (*heights)(uint8_t *out, const float *in, float threshold, size_t n);
    /* The largest of a[i] · b[i], and 0 */
    int (*brightest)(const uint8_t *a, const uint8_t *b, size_t n);
    /* out[i] = a[i] · b[i] / most · strength */
    void (*light)(float *out, const uint8_t *a, const uint8_t *b, float most, float strength,
                  size_t n);
    /* v[i] = v[i] · (1 - cover · amount[i]) + amount[i] · colour[0] · full */
    void (*tint)(float *v, const float *amount, const float *colour, float cover, float full,
                 size_t n);
    /* The same of pixels of three numbers and of colours. */
    void (*tint3)(float *v, const float *amount, const float *colour, float cover, float full,
                  size_t n);
} mlt_spatter_loops;

MLT_KERNEL_BUILDS(mlt_spatter_loops);

#endif
