/* SPDX-License-Identifier: MIT */
/*
 * Blocks of numbers turned, so that their columns become lines, and made levels on the way back.
 */
#ifndef MLT_KERNEL_BLOCK_H
#define MLT_KERNEL_BLOCK_H

#include "kernel/build.h"

typedef struct {
    /* out[x · out_stride + y] = in[y · in_stride + x] for x < width, y < height. */
    void (*turn)(float *out, size_t out_stride, const float *in, size_t in_stride, size_t width,
                 size_t height);
    /* Levels of four lines in a word: the bytes of out[j · n + i] are trunc(clip(v, 0, top)), top
     * at most 255, of line 4 · j to 4 · j + 3 of `in` at i. NaN gives 0. Lines of n lie side by
     * side. */
    void (*pack8)(float *out, const float *in, float top, size_t n_out, size_t n);
} mlt_block_loops;

MLT_KERNEL_BUILDS(mlt_block_loops);

#endif
