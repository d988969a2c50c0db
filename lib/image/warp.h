/* SPDX-License-Identifier: MIT */
/*
 * Bilinear warps. Pixel centres lie at integer + 0.5: output pixel (x, y) shows the input at
 * inverse · (x + 0.5, y + 0.5), between the four pixels whose centres surround that point.
 */
#ifndef MLT_IMAGE_WARP_H
#define MLT_IMAGE_WARP_H

#include "image/image.h"

typedef enum {
    MLT_BORDER_CONSTANT = 0, /* black, and transparent where there is alpha */
    MLT_BORDER_REPLICATE = 1 /* the nearest edge pixel */
} mlt_border;

/* Fills out (already sized, same format as in) through the inverse homography, row-major. Weights
 * are multiples of 1/256, sums are rounded half up: the same bits everywhere. */
void mlt_warp(mlt_image *out, const mltest_image_view *in, const double inverse[9],
              mlt_border border);

#endif
