/* SPDX-License-Identifier: MIT */
/*
 * Random words by the row, and normal numbers from them.
 */
#ifndef MLT_KERNEL_RANDOM_H
#define MLT_KERNEL_RANDOM_H

#include "kernel/build.h"

typedef struct {
    /* 8 · n_blocks uniform 16-bit words: blocks 0, 1, … of Philox4x32-7, low half of each word
     * first; the counter is {block, row, sample low, sample high}. */
    void (*words16)(uint16_t *out, size_t n_blocks, uint32_t row, uint64_t sample,
                    const uint32_t key[2]);
    /* Words as numbers of (-1, 1): (2 · words[i] + 1) / 65536 - 1 */
    void (*signed16)(float *out, const uint16_t *words, size_t n);
    /* out[i] is the normal quantile of (words[i] + 1/2) / 65536 with an error below 3e-5, from a
     * polynomial of degree 4 for each octave of the smaller tail's probability. It grows with the
     * word and z(65535 - word) = -z(word). Over all words the standard deviation is 0.99999, the
     * fourth moment 2.9991, the largest number 4.325. */
    void (*normals)(float *out, const uint16_t *words, size_t n);
} mlt_random_loops;

MLT_KERNEL_BUILDS(mlt_random_loops);

#endif
