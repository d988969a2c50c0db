/* SPDX-License-Identifier: MIT */
/*
 * Where the pixels of a row come from.
 */
#ifndef MLT_KERNEL_COORDINATES_H
#define MLT_KERNEL_COORDINATES_H

#include "kernel/bilinear.h"

typedef struct {
    /* h · (i + 1/2, row + 1/2), a homography, for the first n pixels of a row. */
    void (*project)(double *x, double *y, const double h[9], uint32_t row, size_t n);
    /* Points as places, in steps of 1/256 to the nearest, halves up. Pixel centres lie at integer +
     * 1/2. A point outside is brought to the outermost centres of the picture, with a margin to
     * those of the margin; NaN to the first. */
    void (*locate)(const mlt_places *places, const mlt_scene *scene, const double *x,
                   const double *y, size_t n);
    /* Pixel i of a row as wide as the picture comes from where it is, shifted by (shifts[2 · i],
     * shifts[2 · i + 1]) pixels, mirrored at the edges: cba|abc|cba. Shifts are finite; there is no
     * margin. */
    void (*displace)(const mlt_places *places, const mlt_scene *scene, const float *shifts,
                     uint32_t row);
} mlt_coordinate_loops;

MLT_KERNEL_BUILDS(mlt_coordinate_loops);

#endif
