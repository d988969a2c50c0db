/* SPDX-License-Identifier: MIT */
/*
 * A picture's columns in strips narrow enough for the lines under a filter to stay in the
 * first-level cache.
 */
#ifndef MLT_IMAGE_STRIP_H
#define MLT_IMAGE_STRIP_H

#include "image/edge.h"
#include "image/image.h"

/* Columns x to x + width - 1 of two pictures of one size and format, and how many more on either
 * side go into a line. */
typedef struct {
    const mltest_image_view *in;
    const mlt_image *out;
    uint32_t x, width;
    size_t left, right;
    mlt_edge edge;
} mlt_strip;

/* Loads a row as image/rows.h does, pixel x to where `line` points and its neighbours beside it.
 * y may lie beyond the picture, as the neighbours may. */
void mlt_strip_load(const mlt_strip *strip, float *line, int64_t y);
/* Stores `width` pixels. */
void mlt_strip_store(const mlt_strip *strip, uint32_t y, const float *line);

#endif
