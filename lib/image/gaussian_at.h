/* SPDX-License-Identifier: MIT */
/*
 * A Gaussian filter in double precision at single places, for where float is not enough to decide.
 */
#ifndef MLT_IMAGE_GAUSSIAN_AT_H
#define MLT_IMAGE_GAUSSIAN_AT_H

#include <stddef.h>
#include <stdint.h>

enum { MLT_GAUSSIAN_AT_MOST = 256 };

/* A packed plane of one number a pixel, whose edge pixels repeat beyond it. */
typedef struct {
    const float *plane;
    uint32_t width, height;
    size_t radius;                        /* below MLT_GAUSSIAN_AT_MOST */
    double weights[MLT_GAUSSIAN_AT_MOST]; /* from the centre outwards */
} mlt_gaussian_plane;

/* Fills in radius and weights: the samples of image/separable.h, divided by their sum. */
void mlt_gaussian_plane_weights(mlt_gaussian_plane *p, double sigma, size_t radius);
/* The filtered plane at a pixel. */
double mlt_gaussian_at(const mlt_gaussian_plane *p, uint32_t x, uint32_t y);

#endif
