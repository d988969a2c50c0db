/* SPDX-License-Identifier: MIT */
/*
 * Pictures seen through a map of coordinates.
 */
#ifndef MLT_KERNEL_WARP_H
#define MLT_KERNEL_WARP_H

#include "kernel/build.h"

/* Where the pixels of a row come from: between columns x[i] and x[i] + 1, tx[i] of the way, and
 * likewise between lines. A picture's last column and line are not followed by another one: they
 * are all the way to them, unless they are the only ones. */
typedef struct {
    uint32_t *x, *y;
    float *tx, *ty;
} mlt_displaced_row;

/* A packed picture with bytes to spare behind its end. A step from the last column or line is 0. */
typedef struct {
    const uint8_t *pixels;
    size_t line;         /* bytes */
    size_t pixel;        /* bytes */
    size_t right, below; /* bytes from a pixel to its neighbours, 0 if there are none */
} mlt_scene;

/* What may be read behind the end of a scene. */
enum { MLT_SCENE_SPARE = 8 };

typedef struct {
    /* Pixel i comes from (i + shifts[2 · i], y + shifts[2 · i + 1]), mirrored at the edges of a
     * picture of that size: cba|abc|cba. Shifts are finite. */
    void (*displace)(const mlt_displaced_row *row, const float *shifts, uint32_t y, uint32_t width,
                     uint32_t height);
    /* The pixels there, bilinear, as numbers: n_channels each, of which there are up to 4. Four
     * more are written behind the last one. Samples have 8 bits, or native 16. */
    void (*see8)(float *out, const mlt_scene *scene, const mlt_displaced_row *row, size_t n,
                 size_t n_channels);
    void (*see16)(float *out, const mlt_scene *scene, const mlt_displaced_row *row, size_t n,
                  size_t n_channels);
} mlt_warp_loops;

MLT_KERNEL_BUILDS(mlt_warp_loops);

#endif
