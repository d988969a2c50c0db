/* SPDX-License-Identifier: MIT */
/*
 * Small filters of packed 8-bit planes, mirrored at the edges (dcb|abcd|cba).
 */
#ifndef MLT_IMAGE_GREY_H
#define MLT_IMAGE_GREY_H

#include <stdint.h>

/* out[i] = trunc(the mean of 3 × 3 distances), in pixels; distances as image/chamfer.h has them. */
void mlt_grey_of_distances(uint8_t *out, const int32_t *distances, uint32_t width, uint32_t height);
/* The mean of 3 × 3, rounded to the nearest. */
void mlt_grey_mean(uint8_t *out, const uint8_t *in, uint32_t width, uint32_t height);
/* A correlation with 3 × 3 weights, row by row, clipped. All sums fit 16 bits. */
void mlt_grey_correlate(uint8_t *out, const uint8_t *in, uint32_t width, uint32_t height,
                        const int16_t weights[9]);
/* Spreads the levels that occur evenly over all; a plane of one level stays. */
void mlt_grey_equalise(uint8_t *plane, uint32_t width, uint32_t height);

#endif
