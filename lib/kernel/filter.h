/* SPDX-License-Identifier: MIT */
/*
 * Filters over rows.
 */
#ifndef MLT_KERNEL_FILTER_H
#define MLT_KERNEL_FILTER_H

#include "kernel/build.h"

typedef struct {
    /* A symmetric filter over 2 · radius + 1 rows, folded in its middle: out[i] = w[0] ·
     * rows[radius][i] + the sum of w[k] · (rows[radius - k][i] + rows[radius + k][i]) for k =
     * radius down to 1, added in this order. Rows may overlap each other, not out. */
    void (*fold)(float *out, const float *const *rows, const float *w, size_t radius, size_t n);
} mlt_filter_loops;

MLT_KERNEL_BUILDS(mlt_filter_loops);

#endif
