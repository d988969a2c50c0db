/* SPDX-License-Identifier: MIT */
/*
 * Medians of small squares of samples, by sorting them as far as it matters; radius 1, 2 or 3.
 */
#ifndef MLT_KERNEL_MEDIAN_H
#define MLT_KERNEL_MEDIAN_H

#include "kernel/build.h"

enum { MLT_MEDIAN_MOST_RADIUS = 3 };

typedef struct {
    /* Columns of the 2 · radius + 1 rows' samples, sorted: rows of n samples, the least ones
     * first. */
    void (*sort)(uint8_t *out, const uint8_t *const *rows, size_t radius, size_t n);
    /* The medians of squares of such columns, whose rows are n + 2 · radius · step long; step: how
     * many channels there are. */
    void (*middle)(uint8_t *out, const uint8_t *sorted, size_t radius, size_t step, size_t n);
} mlt_median_loops;

MLT_KERNEL_BUILDS(mlt_median_loops);

#endif
