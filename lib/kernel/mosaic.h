/* SPDX-License-Identifier: MIT */
/*
 * Pictures of big pixels: sums over neighbours, their means, and pixels shown more than once. Means
 * are in fixed point, as the published sequence computes them. Pixels are taken four samples at a
 * time: rows marked + 3 are read or written up to three samples further.
 */
#ifndef MLT_KERNEL_MOSAIC_H
#define MLT_KERNEL_MOSAIC_H

#include "kernel/build.h"

/* Samples of a row, where whole pixels begin and end. */
typedef struct {
    uint32_t from, end;
} mlt_span;

enum { MLT_MOSAIC_BITS = 22 };

typedef struct {
    /* n pixels of `channels` samples (+ 3): the sums of those of a row (+ 3) in each span. Samples
     * are whole numbers, the sums less than 2^32. */
    void (*sum_spans)(uint32_t *out, const float *row, const mlt_span *spans, size_t n,
                      size_t channels);
    /* to[i] += sums[i] · weights[i] / 2^22, rounded */
    void (*add_means)(uint32_t *to, const uint32_t *sums, const uint32_t *weights, size_t n);
    /* out[i] = sums[i] · weight / 2^22, rounded */
    void (*means)(float *out, const uint32_t *sums, uint32_t weight, size_t n);
    /* n pixels (+ 3): those that begin at samples at[i] of `in` (+ 3). */
    void (*pick)(float *out, const float *in, const uint32_t *at, size_t n, size_t channels);
} mlt_mosaic_loops;

MLT_KERNEL_BUILDS(mlt_mosaic_loops);

#endif
