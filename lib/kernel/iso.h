/* SPDX-License-Identifier: MIT */
/*
 * What cameras leave at a high ISO number, on rows of numbers.
 */
#ifndef MLT_KERNEL_ISO_H
#define MLT_KERNEL_ISO_H

#include "kernel/build.h"

typedef struct {
    float sigma, top, turn;
} mlt_iso;

typedef struct {
    /* v[i] += sigma · sqrt(v[i] · top) · normals[i] of what is at least 0 */
    void (*photon)(float *v, const float *normals, float sigma, float top, size_t n);
    /* The same of the luma (BT.601) of n RGB pixels; and the hue, as the angle of the colour
     * differences U and V, turns by turn · turns[i] whole turns. */
    void (*iso)(float *v, const float *normals, const float *turns, const mlt_iso *iso, size_t n);
} mlt_iso_loops;

MLT_KERNEL_BUILDS(mlt_iso_loops);

#endif
