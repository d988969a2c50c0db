/* SPDX-License-Identifier: MIT */
/*
 * Filters over lines of numbers.
 */
#ifndef MLT_KERNEL_FILTER_H
#define MLT_KERNEL_FILTER_H

#include "kernel/build.h"

/* Weights from the centre outwards: radius + 1. */
typedef struct {
    const float *weights;
    size_t radius;
} mlt_taps;

/* A line, moved by so many numbers. */
typedef struct {
    int32_t line, shift;
    float weight;
} mlt_mix_tap;

typedef struct {
    /* Line j of n_out, at out + j · stride, is taps over the 2 · radius + 1 lines from lines[j] on,
     * folded in their middle: out[i] = w[0] · lines[j + radius][i] + the sum of w[k] ·
     * (lines[j + radius - k][i] + lines[j + radius + k][i]) for k = radius down to 1, added in this
     * order. Lines of n numbers may overlap each other, not out. */
    void (*fold)(float *out, size_t stride, const float *const *lines, mlt_taps taps, size_t n_out,
                 size_t n);
    /* out[i] = the sum of taps[k].weight · lines[taps[k].line][i + taps[k].shift] for k < n_taps,
     * added in this order. */
    void (*mix)(float *out, const float *const *lines, const mlt_mix_tap *taps, size_t n_taps,
                size_t n);
    /* sums[i] += in[i] - out[i] */
    void (*slide)(float *sums, const float *in, const float *out, size_t n);
} mlt_filter_loops;

MLT_KERNEL_BUILDS(mlt_filter_loops);

#endif
