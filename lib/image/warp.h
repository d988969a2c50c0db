/* SPDX-License-Identifier: MIT */
/*
 * Bilinear warps. Pixel centres lie at integer + 0.5: output pixel (x, y) shows the input at the
 * point that belongs to (x + 0.5, y + 0.5), between the four pixels whose centres surround it.
 * Weights are multiples of 1/256, sums are rounded half up: the same bits everywhere.
 */
#ifndef MLT_IMAGE_WARP_H
#define MLT_IMAGE_WARP_H

#include "image/image.h"

typedef enum {
    MLT_BORDER_CONSTANT = 0, /* black, and transparent where there is alpha */
    MLT_BORDER_REPLICATE = 1 /* the nearest edge pixel */
} mlt_border;

/* Where a map finds the input's points: row() gives those of the first n pixels of row y, which may
 * be anywhere; NaN is the first one. */
typedef struct {
    void (*row)(void *from, uint32_t y, double *points_x, double *points_y, size_t n);
    void *from;
} mlt_warp_map;

/* Bytes of working memory, aligned for pointers, for rows of n_pixels. */
size_t mlt_warp_bytes(const mltest_image_view *in, size_t n_pixels, mlt_border border);
/* Fills out (already sized, same format as in), row after row. */
void mlt_warp_by(mlt_image *out, const mltest_image_view *in, const mlt_warp_map *map,
                 mlt_border border, void *work);
/* The map is inverse · (x + 0.5, y + 0.5), a homography, row-major. */
void mlt_warp(mlt_image *out, const mltest_image_view *in, const double inverse[9],
              mlt_border border, void *work);

#endif
