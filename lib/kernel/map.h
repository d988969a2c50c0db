/* SPDX-License-Identifier: MIT */
/*
 * Rows of points of the plane, in place.
 */
#ifndef MLT_KERNEL_MAP_H
#define MLT_KERNEL_MAP_H

#include "kernel/build.h"

typedef struct {
    /* x' = h0·x + h1·y + h2, y' = h3·x + h4·y + h5 */
    void (*affine)(double *x, double *y, const double h[9], size_t n);
    /* The same over w = h6·x + h7·y + h8; NaN where w is not above 0. */
    void (*project)(double *x, double *y, const double h[9], size_t n);
    /* c + (p - c)(1 + k1·min(ρ², 1)), ρ = |p - c| / r; the numbers are cx, cy, r, k1. */
    void (*unlens)(double *x, double *y, const double v[4], size_t n);
} mlt_map_loops;

MLT_KERNEL_BUILDS(mlt_map_loops);

#endif
