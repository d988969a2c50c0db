/* SPDX-License-Identifier: MIT */
#ifndef MLT_PERTURB_BLUR_GLASS_BLUR_H
#define MLT_PERTURB_BLUR_GLASS_BLUR_H

#include "image/image.h"

/* Where the shuffle gets its numbers: next() lends n uniform 16-bit words. A word gives two whole
 * numbers from -delta to delta - 1, dx from its high end and dy from what is left, which is fair to
 * a part in 256 up to MLT_GLASS_ONE_WORD; with a larger delta each has a word of its own. */
enum { MLT_GLASS_ONE_WORD = 8 };
typedef struct {
    const uint16_t *(*next)(void *from, size_t n);
    void *from;
} mlt_glass_numbers;

/* Bytes of working memory, aligned for int32_t. */
size_t mlt_glass_bytes(const mlt_image *image);
/*
 * The published shuffle (the package imagecorruptions 1.1.2): row by row from below, each from its
 * right end, a pixel becomes the one `dx, dy` away, at least delta from the edges. Named a swap
 * there, it is a one-way copy, which later copies see. Alpha stays.
 */
void mlt_glass_shuffle(mlt_image *image, int32_t delta, int passes,
                       const mlt_glass_numbers *numbers, void *work);

#endif
