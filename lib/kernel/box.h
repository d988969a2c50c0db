/* SPDX-License-Identifier: MIT */
/*
 * Means over squares by sums that move along: of rows of whole numbers, and along a row of such
 * sums. All sums are less than 2^31. Pixels are taken four numbers at a time: rows marked + 3 are
 * read or written up to three numbers further.
 */
#ifndef MLT_KERNEL_BOX_H
#define MLT_KERNEL_BOX_H

#include "kernel/build.h"

typedef struct {
    /* sums[i] += in[i] - out[i] */
    void (*move)(int32_t *sums, const float *in, const float *out, size_t n);
    /* n pixels (+ 3) of `channels`: each the sum of 2 · radius + 1 of a row (+ 3). */
    void (*across)(int32_t *out, const int32_t *row, size_t radius, size_t channels, size_t n);
    /* out[i] = sums[i] / count, rounded: what lies half way goes up. */
    void (*means)(float *out, const int32_t *sums, uint32_t count, size_t n);
} mlt_box_loops;

MLT_KERNEL_BUILDS(mlt_box_loops);

#endif
