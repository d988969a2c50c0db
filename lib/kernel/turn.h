/* SPDX-License-Identifier: MIT */
/*
 * Pixels in another order. They have 1, 2, 3, 4 or 6 bytes, and rows do not overlap each other.
 */
#ifndef MLT_KERNEL_TURN_H
#define MLT_KERNEL_TURN_H

#include "kernel/build.h"

typedef struct {
    /* The n pixels of a row from the last to the first. */
    void (*reverse)(uint8_t *to, const uint8_t *from, size_t n, size_t pixel);
    /* Pixel (x, y) of `to`, of n_rows by n_columns pixels, is pixel (y, x) of `from`, of n_columns
     * by n_rows. Rows are strides apart, which may be negative. */
    void (*transpose)(uint8_t *to, int64_t to_stride, const uint8_t *from, int64_t from_stride,
                      size_t n_columns, size_t n_rows, size_t pixel);
} mlt_turn_loops;

MLT_KERNEL_BUILDS(mlt_turn_loops);

#endif
