/* SPDX-License-Identifier: MIT */
/*
 * Medians of larger squares, without sorting: for each column it is counted how many samples reach
 * a level, first by the upper four bits and then by the lower four, and the counts move along
 * (after Perreault and Hébert: "Median filtering in constant time", 2007). Rows of columns are
 * 2 · radius · step longer than those of medians; step: how many channels there are.
 */
#ifndef MLT_KERNEL_RANK_H
#define MLT_KERNEL_RANK_H

#include "kernel/build.h"

/* Counts fit a byte up to this side. */
enum { MLT_RANK_MOST_SIDE = 15, MLT_RANK_HALF = 16 };

/* Of each column, how many samples reach upper half j: upper[i][j]; and how many of those of upper
 * half h reach lower half j: lower[i][h][j]. */
typedef struct {
    uint8_t (*upper)[MLT_RANK_HALF];
    uint8_t (*lower)[MLT_RANK_HALF][MLT_RANK_HALF];
} mlt_rank_counts;

typedef struct {
    /* Columns of `side` samples that are all like those of the row. */
    void (*start)(const mlt_rank_counts *counts, const uint8_t *row, size_t side, size_t n);
    /* A row comes in and one goes out. */
    void (*move)(const mlt_rank_counts *counts, const uint8_t *in, const uint8_t *out, size_t n);
    /* The medians of squares of 2 · radius + 1 columns, of the first channel: n of each step-th
     * sample. */
    void (*count)(uint8_t *out, const mlt_rank_counts *counts, size_t radius, size_t step,
                  size_t n);
    /* The same of samples of 16 bits and of all channels, bit after bit: `rows` are those of the
     * square. */
    void (*search)(uint16_t *out, const uint16_t *const *rows, size_t radius, size_t step,
                   size_t n);
} mlt_rank_loops;

MLT_KERNEL_BUILDS(mlt_rank_loops);

#endif
