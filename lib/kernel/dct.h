/* SPDX-License-Identifier: MIT */
/*
 * Transform coding of blocks of 8 x 8 samples, 16 blocks at once: the cosine transform of JPEG
 * (ITU-T T.81) in integers, uniform quantisation, and the way back. Each loop is bit for bit what
 * libjpeg's accurate integer method computes.
 *
 * Both transforms are one matrix of 13-bit constants: 2^13 · sqrt(2) · cos(k pi / 16), where the
 * last digit is what comes out of the flow graph of Loeffler, Ligtenberg and Moschytz ("Practical
 * fast 1-D DCT algorithms with 11 multiplications", 1989) when each of its factors is rounded.
 */
#ifndef MLT_KERNEL_DCT_H
#define MLT_KERNEL_DCT_H

#include "kernel/build.h"

enum { MLT_DCT_BLOCKS = 16, MLT_DCT_PLACES = 64 };

/* 16 blocks, interleaved. Sample (x, y), or the coefficient of horizontal frequency x and vertical
 * frequency y, has place 8 x + y. */
typedef struct {
    int16_t at[MLT_DCT_PLACES][MLT_DCT_BLOCKS];
} mlt_dct_blocks;

/* The step of each place's quantiser, and factor / 2^shift, which is 1 / (8 step) as far as it
 * matters. */
typedef struct {
    uint16_t step[MLT_DCT_PLACES], factor[MLT_DCT_PLACES], shift[MLT_DCT_PLACES];
} mlt_dct_steps;

/*
 * step: 1 … 255. A quotient n / d is floor(n · f / 2^s) with f = ceil(2^s / d) if
 * n · (f · d - 2^s) < 2^s, which holds with n < 2^14 and d ≤ 2^(bits + 3) when s is bits + 17 or
 * more.
 */
static inline void mlt_dct_set_step(mlt_dct_steps *steps, size_t place, unsigned step)
{
    unsigned bits = 0, divisor = 8 * step;
    while (1U << bits < step)
        bits++;
    steps->step[place] = (uint16_t)step;
    steps->shift[place] = (uint16_t)(bits + 18);
    steps->factor[place] = (uint16_t)(((1U << (bits + 18)) + divisor - 1) / divisor);
}

typedef struct {
    /* Samples less 128 of 16 blocks. at: the first sample of each; stride: from row to row. */
    void (*load)(mlt_dct_blocks *out, const uint8_t *const *at, size_t stride);
    /* The transform, times 8, in place. */
    void (*forward)(mlt_dct_blocks *blocks);
    /* Coefficients times 8 of less than 2^14 - 4 · 255 to the nearest multiples of the steps,
     * halves away from 0. */
    void (*quantise)(mlt_dct_blocks *blocks, const mlt_dct_steps *steps);
    /* Coefficients to samples less 128, in place. What a picture cannot have may wrap. */
    void (*inverse)(mlt_dct_blocks *blocks);
    /* Adds 128, clips to 0 … 255 and puts the blocks where `at` says. The same block may be there
     * more than once if its samples are. */
    void (*store)(uint8_t *const *at, size_t stride, const mlt_dct_blocks *blocks);
} mlt_dct_loops;

MLT_KERNEL_BUILDS(mlt_dct_loops);

#endif
