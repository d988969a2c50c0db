/* SPDX-License-Identifier: MIT */
/*
 * Symmetric separable filters: the same taps down the columns and then along the rows, in doubles
 * of full scale. Beyond the picture its edge repeats.
 */
#ifndef MLT_IMAGE_SEPARABLE_H
#define MLT_IMAGE_SEPARABLE_H

#include "image/image.h"

/* The radius of a Gaussian that is cut `truncate` standard deviations from its centre. */
size_t mlt_gaussian_radius(double sigma, double truncate);
/* radius + 1 weights from the centre outwards: samples of the Gaussian, divided by the sum of all
 * 2 · radius + 1 taps. */
void mlt_gaussian_weights(double *weights, double sigma, size_t radius);

/* Bytes of working memory for a filter. */
size_t mlt_separable_bytes(const mltest_image_view *in, size_t radius);
/* Filters into out, which has the size and format of `in`; ends as mlt_row_store(). work has
 * mlt_separable_bytes() and is aligned for doubles and pointers. */
void mlt_separable_filter(mlt_image *out, const mltest_image_view *in, const double *weights,
                          size_t radius, void *work);

#endif
