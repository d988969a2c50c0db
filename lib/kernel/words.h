/* SPDX-License-Identifier: MIT */
/*
 * Lines of 8-bit samples as words of 16, of which a register holds twice as many as floats. All
 * sums are exact.
 */
#ifndef MLT_KERNEL_WORDS_H
#define MLT_KERNEL_WORDS_H

#include "kernel/filter.h"

enum { MLT_WORDS_MOST = 512 }; /* lines that are summed at a time */

/* Two lines, moved by so many words. */
typedef struct {
    int32_t line[2], shift[2];
    int32_t weights; /* of 15 bits each, the first one's in the low half */
} mlt_word_pair;

typedef struct {
    /* out[i] = in[i], whole numbers. */
    void (*from_floats)(uint16_t *out, const float *in, size_t n);
    /* out[i] = a[i] + b[i] */
    void (*sum)(uint16_t *out, const uint16_t *a, const uint16_t *b, size_t n);
    /* sums[i] += in[i] - out[i] */
    void (*slide)(uint16_t *sums, const uint16_t *in, const uint16_t *out, size_t n);
    /* out[i] = the sum of lines[taps[k].line][i + taps[k].shift] over k < n_plus, less that over
     * the n_minus taps that follow; weights are not looked at. Any `chunk` words add up to less
     * than 65536, and all to less than 2^24. */
    void (*gather)(float *out, const uint16_t *const *lines, const mlt_mix_tap *taps, size_t n_plus,
                   size_t n_minus, size_t chunk, size_t n);
    /* out[i] = the sum of both products of all pairs, lines[line[j]][i + shift[j]] times a weight,
     * divided by 2^bits and rounded down. Words are up to 255, weights are not negative, and their
     * sum is at most 2^bits, bits up to 23. */
    void (*mix)(float *out, const uint16_t *const *lines, const mlt_word_pair *pairs,
                size_t n_pairs, int bits, size_t n);
} mlt_word_loops;

MLT_KERNEL_BUILDS(mlt_word_loops);

#endif
