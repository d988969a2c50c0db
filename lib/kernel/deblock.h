/* SPDX-License-Identifier: MIT */
/*
 * Smoothing across the edges of blocks of 8 x 8 samples, as video decoders do in their loop: the
 * strongest filter of H.264 (List et al.: "Adaptive deblocking filter", 2003).
 */
#ifndef MLT_KERNEL_DEBLOCK_H
#define MLT_KERNEL_DEBLOCK_H

#include "kernel/build.h"

/* Steps of less across an edge are taken for the codec's, if the samples on both sides differ less
 * than `slope` from their neighbours. */
typedef struct {
    int16_t step, slope;
} mlt_deblock_limits;

typedef struct {
    /* Of each column of eight samples, the edge is in the middle: up to three on either side
     * change. No two rows are the same memory. */
    void (*smooth)(uint8_t *const rows[8], const mlt_deblock_limits *limits, size_t n);
    /* n is a multiple of 8: sample 8 i + k goes to place k · n / 8 + i. work: n bytes. */
    void (*columns)(uint8_t *out, const uint8_t *in, uint8_t *work, size_t n);
    /* And back. */
    void (*row)(uint8_t *out, const uint8_t *in, uint8_t *work, size_t n);
} mlt_deblock_loops;

MLT_KERNEL_BUILDS(mlt_deblock_loops);

#endif
