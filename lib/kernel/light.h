/* SPDX-License-Identifier: MIT */
/*
 * Light and shade on rows of pixels. A row of amounts has one number a pixel, 0 to 1; functions
 * whose names end in 3 take RGB pixels.
 */
#ifndef MLT_KERNEL_LIGHT_H
#define MLT_KERNEL_LIGHT_H

#include "kernel/build.h"

enum { MLT_SUN_AXES = 3, MLT_SHADE_EDGES = 4 };

/* A light in the picture: what amount of it reaches a pixel dx, dy px away, at r² = dx² + dy².
 * The disc counts 1, with an edge 1 px wide; the glow around it is the sum of near / (1 + r² /
 * near_px²) and the same of far; on each of the axes lies a spike of spikes / ((1 + p² / across²)
 * · (1 + a² / along²)), p px beside the axis and a px along it. All squares are given inverted. */
typedef struct {
    float x, y, disc; /* px */
    float near, inverse_near, far, inverse_far;
    float spikes, inverse_across, inverse_along;
    float cosines[MLT_SUN_AXES], sines[MLT_SUN_AXES];
    float peak; /* of everything */
} mlt_sun;

/* Distances of a row's pixels from the edges of a shade, px, inside positive: at[k] + x · step[k]
 * at pixel x. */
typedef struct {
    float at[MLT_SHADE_EDGES], step[MLT_SHADE_EDGES];
    float softness; /* px across which it begins */
} mlt_shade;

typedef struct {
    /* v[i] += light[i] · strength[0] · (top - v[i]) */
    void (*screen)(float *v, const float *light, const float *strength, float top, size_t n);
    /* The same with a strength for each channel. */
    void (*screen3)(float *v, const float *light, const float *strength, float top, size_t n);
    /* v[i] -= shade[i] · depth · v[i] */
    void (*dim)(float *v, const float *shade, float depth, size_t n);
    void (*dim3)(float *v, const float *shade, float depth, size_t n);
    /* The amounts of a sun in row y, cut at 1 before the peak counts. */
    void (*sun)(float *out, const mlt_sun *sun, float y, size_t n);
    /* out[x] = 3 t² - 2 t³, t = clip(1/2 + d / softness, 0, 1), d the distance to the nearest edge.
     */
    void (*shade)(float *out, const mlt_shade *shade, size_t n);
    /* to[i] becomes from[i] where that is larger. */
    void (*larger)(float *to, const float *from, size_t n);
    /* v[i] *= bright / (1 + k · ((i - x)² + square))² */
    void (*beam)(float *v, float bright, float k, float x, float square, size_t n);
    /* out[i] = w[0] · v[3 i] + w[1] · v[3 i + 1] + w[2] · v[3 i + 2] */
    void (*weigh3)(float *out, const float *v, const float *w, size_t n);
    /* out[3 i] = out[3 i + 1] = out[3 i + 2] = in[i] */
    void (*spread3)(float *out, const float *in, size_t n);
} mlt_light_loops;

MLT_KERNEL_BUILDS(mlt_light_loops);

#endif
