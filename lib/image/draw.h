/* SPDX-License-Identifier: MIT */
/*
 * Drawing on RGB8 images; what lies outside is cut off.
 */
#ifndef MLT_IMAGE_DRAW_H
#define MLT_IMAGE_DRAW_H

#include "image/image.h"

typedef struct {
    uint8_t r, g, b;
} mlt_colour;

void mlt_draw_fill(mlt_image *image, int64_t x0, int64_t y0, int64_t x1, int64_t y1,
                   mlt_colour colour);
/* The outline of [x0, x1) × [y0, y1), drawn inwards. */
void mlt_draw_outline(mlt_image *image, int64_t x0, int64_t y0, int64_t x1, int64_t y1,
                      int64_t thickness, mlt_colour colour);
/* Text on a filled ground; (x, y) is its top-left corner. 6 × 9 pixels a character at scale 1. */
void mlt_draw_text(mlt_image *image, int64_t x, int64_t y, int scale, const char *text,
                   mlt_colour colour, mlt_colour ground);
/* Copies a picture of any format to (x, y). */
void mlt_draw_picture(mlt_image *image, int64_t x, int64_t y, const mltest_image_view *view);

#endif
