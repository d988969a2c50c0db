/* SPDX-License-Identifier: MIT */
/*
 * Rows of a plasma: one level of midpoint displacement, from n numbers a row to 2 n. What is added
 * to a mean is low + range · u, u from 0 to 1.
 */
#ifndef MLT_KERNEL_PLASMA_H
#define MLT_KERNEL_PLASMA_H

#include "kernel/build.h"

/* What a level adds. */
typedef struct {
    float low, range;
} mlt_plasma_span;

/* The rows of the coarse level around one row of squares, n + 1 numbers each, and the centres of
 * these squares and of those above, n numbers and one to the left. */
typedef struct {
    const float *up, *down, *centres, *above;
} mlt_plasma_rows;

typedef struct {
    /* out[i] = (words[i] + 1/2) / 65536 */
    void (*uniforms)(float *out, const uint16_t *words, size_t n);
    /* out[i] = (up[i] + down[i] + (up[i + 1] + down[i + 1])) / 4 + low + range · u[i] */
    void (*centres)(float *out, const float *up, const float *down, const float *u,
                    const mlt_plasma_span *span, size_t n);
    /* Two fine rows of 2 n numbers: the upper corners with the middles of the upper edges between
     * them, and the middles of the left edges with the centres. u has n numbers of the upper edges,
     * then n of the left ones. */
    void (*edges)(float *even, float *odd, const mlt_plasma_rows *rows, const float *u,
                  const mlt_plasma_span *span, size_t n);
    /* low[i] = min(low[i], a[i], b[i]), and high[i] the largest */
    void (*extremes)(float *low, float *high, const float *a, const float *b, size_t n);
} mlt_plasma_loops;

MLT_KERNEL_BUILDS(mlt_plasma_loops);

#endif
