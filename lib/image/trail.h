/* SPDX-License-Identifier: MIT */
/*
 * The published trail of a moving point (the package imagecorruptions 1.1.2): one-sided, integer
 * shifts with ties down, Gaussian weights, and cut without a new norm when it would leave the
 * picture.
 */
#ifndef MLT_IMAGE_TRAIL_H
#define MLT_IMAGE_TRAIL_H

#include <stdint.h>

enum { MLT_TRAIL_MOST_RADIUS = 200, MLT_TRAIL_MOST = 2 * MLT_TRAIL_MOST_RADIUS + 1 };

/* One tap: a shift and its weight. */
typedef struct {
    int dx, dy;
    double weight;
} mlt_trail_tap;

typedef struct {
    mlt_trail_tap taps[MLT_TRAIL_MOST];
    int n;
} mlt_trail;

/* radius is at most MLT_TRAIL_MOST_RADIUS. */
void mlt_trail_make(mlt_trail *trail, int radius, double sigma, double degrees, uint32_t width,
                    uint32_t height);
/* Row y of a plane of packed rows, blurred; beyond the edges their pixels repeat. */
void mlt_trail_row(const mlt_trail *trail, float *out, const float *plane, uint32_t y,
                   uint32_t width, uint32_t height, uint32_t channels);

#endif
