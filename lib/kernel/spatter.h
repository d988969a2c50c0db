/* SPDX-License-Identifier: MIT */
/*
 * What makes rows of drops of water and mud; perturb/weather/spatter.c says how.
 */
#ifndef MLT_KERNEL_SPATTER_H
#define MLT_KERNEL_SPATTER_H

#include <math.h>
#include <stdbool.h>

#include "kernel/build.h"

/* Where float may decide otherwise than double. */
static inline bool mlt_spatter_is_close(float v, float threshold)
{
    float level = 255 * v, whole = (float)(int32_t)(level + 0.5f);
    return fabsf(v - threshold) < 2e-6f || (v > threshold && fabsf(level - whole) < 2e-4f);
}

typedef struct {
    /* v[i] = mean + spread · v[i], in double precision */
    void (*noise)(float *v, double mean, double spread, size_t n);
    /* How many v[i] are within 2e-6 of the threshold, or above it with 255 · v[i] within 2e-4 of a
     * whole number. */
    int (*close)(const float *v, float threshold, size_t n);
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
