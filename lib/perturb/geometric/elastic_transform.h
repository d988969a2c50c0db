/* SPDX-License-Identifier: MIT */
#ifndef MLT_PERTURB_GEOMETRIC_ELASTIC_TRANSFORM_H
#define MLT_PERTURB_GEOMETRIC_ELASTIC_TRANSFORM_H

#include "image/image.h"

/* Where a field gets its numbers: next() gives row y of field 0 (to the right) or 1 (down), uniform
 * ones of [0, 1); it is called for all rows of a field in their order. */
typedef struct {
    void (*next)(void *from, int field, uint32_t y, float *out, size_t n);
    void *from;
} mlt_elastic_numbers;

/* Bytes of working memory for a field of that size, aligned for pointers. */
size_t mlt_elastic_bytes(uint32_t width, uint32_t height);
/*
 * The published field (the package imagecorruptions 1.1.2) of shifts in pixels: numbers within
 * 0.005 heights, smoothed by a Gaussian of a hundredth of the sides, times alpha. out has width ×
 * height numbers.
 */
void mlt_elastic_field(float *out, uint32_t width, uint32_t height, double alpha, int field,
                       const mlt_elastic_numbers *numbers, void *work);
/* Row y of `in` as seen through the two fields, bilinear, edges mirrored; samples of a row. */
void mlt_elastic_row(float *out, const mltest_image_view *in, const float *picture, uint32_t y,
                     const float *dx, const float *dy);

#endif
