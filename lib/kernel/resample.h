/* SPDX-License-Identifier: MIT */
/*
 * Rows between rows, and pixels between pixels. Between two equal numbers lies that number.
 */
#ifndef MLT_KERNEL_RESAMPLE_H
#define MLT_KERNEL_RESAMPLE_H

#include "kernel/build.h"

typedef struct {
    /* out[i] = a[i] + t · (b[i] - a[i]) */
    void (*between_rows)(float *out, const float *a, const float *b, float t, size_t n);
    /* out[i] = in[low[i]] + t[i] · (in[low[i] + 1] - in[low[i]]) */
    void (*between)(float *out, const float *in, const uint32_t *low, const float *t, size_t n);
    /* The same of pixels of four numbers, added to sums. */
    void (*add_between4)(float *sums, const float *in, const uint32_t *low, const float *t,
                         size_t n);
} mlt_resample_loops;

MLT_KERNEL_BUILDS(mlt_resample_loops);

#endif
