/* SPDX-License-Identifier: MIT */
/*
 * Bicubic enlarging of RGB pixels in fixed point: weights in 2048ths, whole numbers between the two
 * passes, rounding once at the end.
 */
#ifndef MLT_KERNEL_CUBIC_H
#define MLT_KERNEL_CUBIC_H

#include "kernel/build.h"

typedef struct {
    /* Pixels of four floats, of which the last is nothing. */
    void (*widen)(float *out, const uint8_t *rgb, size_t n);
    /* Pixel i of out is the sum of weights[4 i + k] · pixel low[i] + k of `in`, k = 0 … 3. All are
     * whole numbers, sums below 2^24. out has room for one number more. */
    void (*across)(int32_t *out, const float *in, const uint32_t *low, const float *weights,
                   size_t n);
    /* out[i] = clip((the sum of weights[k] · rows[k][i] + 2^21) >> 22, 0, 255) */
    void (*down)(uint8_t *out, const int32_t *const rows[4], const int32_t weights[4], size_t n);
} mlt_cubic_loops;

MLT_KERNEL_BUILDS(mlt_cubic_loops);

#endif
