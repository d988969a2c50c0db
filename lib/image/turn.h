/* SPDX-License-Identifier: MIT */
/*
 * The eight ways to lay a picture on a square grid: mirror images and quarter turns.
 */
#ifndef MLT_IMAGE_TURN_H
#define MLT_IMAGE_TURN_H

#include "image/image.h"

/*
 * Three answers, of which every combination is one of the eight. Pixel (x, y) of the result is
 * pixel (u, v) of the picture: if they swap, u runs with y and v with x; if u flips, it runs from
 * the last column to the first, and v likewise from the last row.
 */
typedef enum {
    MLT_TURN_NONE = 0,
    MLT_TURN_FLIP_X = 1, /* left is right */
    MLT_TURN_FLIP_Y = 2, /* top is bottom */
    MLT_TURN_HALF = 3,
    MLT_TURN_SWAP = 4, /* rows are columns */
    MLT_TURN_LEFT = 5, /* a quarter counter-clockwise: the right column is on top */
    MLT_TURN_RIGHT = 6,
    MLT_TURN_SWAP_HALF = 7
} mlt_turning;

/* What one after the other is. */
mlt_turning mlt_turning_then(mlt_turning first, mlt_turning second);
mlt_turning mlt_turning_inverse(mlt_turning turning);
/* Where the points of a picture of that size go: a homography, row-major. */
void mlt_turning_map(double h[9], mlt_turning turning, uint32_t width, uint32_t height);
/* Sizes and fills out, which is not the picture's memory; any format. */
mltest_status mlt_image_turn(mlt_image *out, const mltest_image_view *in, mlt_turning turning,
                             mltest_error **error);

#endif
