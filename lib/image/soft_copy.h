/* SPDX-License-Identifier: MIT */
/*
 * A smaller, blurred copy of a picture, for what is seen through something.
 */
#ifndef MLT_IMAGE_SOFT_COPY_H
#define MLT_IMAGE_SOFT_COPY_H

#include "image/image.h"
#include "kernel/blob.h"

enum { MLT_SOFT_COPY_MOST_SIGMA = 400 }; /* px of the picture */

/* Bytes of working memory, which the copy then lies in. */
size_t mlt_soft_copy_bytes(const mltest_image_view *in, uint32_t factor, double sigma);
/*
 * Pixels are means of factor × factor pixels of the picture, in its levels; of grey pictures the
 * first number counts. Then they are blurred: `sigma`, in px of the picture, is what the copy has
 * when it is looked at between its pixels, which alone make half a factor.
 */
void mlt_soft_copy_make(mlt_small_picture *copy, const mltest_image_view *in, uint32_t factor,
                        double sigma, void *work);
/* Whole rows of the picture, without what is not needed for single places: for each of `width`
 * pixels between which pixels of the copy it lies, and how far along. */
void mlt_soft_copy_columns(const mlt_small_picture *copy, uint32_t *low, float *t, uint32_t width);
/* n of these pixels of row y, four numbers each, into out; `line` is room for copy->width + 1
 * pixels. */
void mlt_soft_copy_row(const mlt_small_picture *copy, float *out, uint32_t y, const uint32_t *low,
                       const float *t, size_t n, float *line);
/* The mean of the first `channels` numbers of all pixels. */
float mlt_soft_copy_mean(const mlt_small_picture *copy, uint32_t channels);

#endif
