/* SPDX-License-Identifier: MIT */
#ifndef MLT_PERTURB_BLUR_GLASS_BLUR_H
#define MLT_PERTURB_BLUR_GLASS_BLUR_H

#include "image/image.h"

/* Where the shuffle gets its numbers: next() gives n whole ones from -delta to delta - 1. */
typedef struct {
    void (*next)(void *from, int32_t *out, size_t n);
    void *from;
} mlt_glass_numbers;

/*
 * The published shuffle (the package imagecorruptions 1.1.2): row by row from below, each from its
 * right end, a pixel becomes the one `dx, dy` away, two numbers a pixel, at least delta from the
 * edges. Named a swap there, it is a one-way copy, which later copies see. row has room for two
 * numbers a column; alpha stays.
 */
void mlt_glass_shuffle(mlt_image *image, int32_t delta, int passes,
                       const mlt_glass_numbers *numbers, int32_t *row);

#endif
