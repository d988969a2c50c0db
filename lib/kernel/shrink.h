/* SPDX-License-Identifier: MIT */
/*
 * Fewer pixels than there were: each is the mean of what lies under it, in whole numbers.
 */
#ifndef MLT_KERNEL_SHRINK_H
#define MLT_KERNEL_SHRINK_H

#include "kernel/build.h"

/* Numbers of a row that make one pixel: parts of the pixels at `from` and at `end`, and all of
 * those between them. last is 0 if they are the same. */
typedef struct {
    uint32_t from, end;
    uint32_t first, last;
} mlt_shrink_reach;

typedef struct {
    /* sums[i] += weight · row[i] */
    void (*add_row)(uint32_t *sums, const uint8_t *row, uint32_t weight, size_t n);
    /* n pixels (+ 3 numbers) of `channels`: the sums of what the reaches cover of a row (+ 3
     * numbers), where a pixel between counts `whole`. */
    void (*add_pixels)(uint32_t *out, const uint32_t *in, const mlt_shrink_reach *reaches,
                       uint32_t whole, size_t channels, size_t n);
    /* out[i] = sums[i] / area, rounded half up. sums[i] is at most 255 · area, and 256 · area is
     * below 2^31. */
    void (*divide)(uint8_t *out, const uint32_t *sums, uint32_t area, size_t n);
} mlt_shrink_loops;

MLT_KERNEL_BUILDS(mlt_shrink_loops);

#endif
