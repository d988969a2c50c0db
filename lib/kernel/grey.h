/* SPDX-License-Identifier: MIT */
/*
 * 3 × 3 filters of rows of a plane, mirrored at the ends of rows (dcb|abcd|cba), and levels.
 */
#ifndef MLT_KERNEL_GREY_H
#define MLT_KERNEL_GREY_H

#include "kernel/build.h"

typedef struct {
    /* The mean of distances in 65536ths below 56, without its fraction. */
    void (*whole_mean)(uint8_t *out, const int32_t *above, const int32_t *own, const int32_t *below,
                       size_t n);
    /* The mean, rounded to the nearest. */
    void (*mean)(uint8_t *out, const uint8_t *above, const uint8_t *own, const uint8_t *below,
                 size_t n);
    /* The sum of products with 3 × 3 weights, row by row, clipped. All sums fit 16 bits. */
    void (*correlate)(uint8_t *out, const uint8_t *above, const uint8_t *own, const uint8_t *below,
                      const int16_t *weights, size_t n);
    /* counts[v] = how many of in[i] are v, for each of 256 levels; n below 2^34. */
    void (*count)(uint64_t *counts, const uint8_t *in, size_t n);
    /* v[i] = table[v[i]] of 256 levels */
    void (*look_up)(uint8_t *v, const uint8_t *table, size_t n);
    /* out[i] = the nearest whole level to v[i] / unit, at most 255, halves up */
    void (*levels)(uint8_t *out, const float *v, float unit, size_t n);
    /* The same of .299 R + .587 G + .114 B of RGB pixels. */
    void (*levels3)(uint8_t *out, const float *v, float unit, size_t n);
} mlt_grey_loops;

MLT_KERNEL_BUILDS(mlt_grey_loops);

#endif
