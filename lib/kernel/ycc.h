/* SPDX-License-Identifier: MIT */
/*
 * JPEG's colours (JFIF: luma Y and colour differences Cb and Cr of 8 bits) and its colour
 * differences at half the size, bit for bit as libjpeg computes them by default.
 */
#ifndef MLT_KERNEL_YCC_H
#define MLT_KERNEL_YCC_H

#include "kernel/build.h"

typedef struct {
    /* n pixels R G B to Y, Cb and Cr, rounded to nearest (halves of Cb and Cr down). */
    void (*split)(uint8_t *y, uint8_t *cb, uint8_t *cr, const uint8_t *rgb, size_t n);
    /* n means of squares of four out of two rows of 2 n, rounded down and up in turns where they
     * lie half way. */
    void (*halve)(uint8_t *out, const uint8_t *upper, const uint8_t *lower, size_t n);
    /* 2 n samples out of n: 3/4 of `near` and 1/4 of `far`, the next row; and the same along the
     * row, where halves go up and down in turns. sums: memory for n + 2. */
    void (*enlarge)(uint8_t *out, const uint8_t *near, const uint8_t *far, uint16_t *sums,
                    size_t n);
    /* n pixels back to R G B, rounded and clipped. */
    void (*join)(uint8_t *rgb, const uint8_t *y, const uint8_t *cb, const uint8_t *cr, size_t n);
} mlt_ycc_loops;

MLT_KERNEL_BUILDS(mlt_ycc_loops);

#endif
