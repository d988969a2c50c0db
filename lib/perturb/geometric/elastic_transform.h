/* SPDX-License-Identifier: MIT */
#ifndef MLT_PERTURB_GEOMETRIC_ELASTIC_TRANSFORM_H
#define MLT_PERTURB_GEOMETRIC_ELASTIC_TRANSFORM_H

#include "image/image.h"

/* Where the shifts get their numbers: next() gives n of row y, uniform ones of (-1, 1), for the
 * shift to the right and the shift down of one pixel after the other. It is called once for each
 * row, in their order. */
typedef struct {
    void (*next)(void *from, uint32_t y, float *out, size_t n);
    void *from;
} mlt_elastic_numbers;

/* Bytes of working memory, aligned for pointers. */
size_t mlt_elastic_bytes(const mltest_image_view *in);
/*
 * The published distortion (the package imagecorruptions 1.1.2): shifts within 0.005 heights,
 * smoothed by a Gaussian of a hundredth of the sides, times alpha, and `in` as seen through them,
 * bilinear, edges mirrored. out has its size and format.
 */
void mlt_elastic_run(mlt_image *out, const mltest_image_view *in, double alpha,
                     const mlt_elastic_numbers *numbers, void *work);

#endif
