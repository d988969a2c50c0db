/* SPDX-License-Identifier: MIT */
/*
 * The colours between those that a sensor with Bayer's filters (R G / G B) has measured: means of
 * the two or four nearest ones of a colour. Rows of measured levels have one level more on either
 * side.
 */
#ifndef MLT_KERNEL_BAYER_H
#define MLT_KERNEL_BAYER_H

#include "kernel/build.h"

typedef struct {
    /* n pixels of a row of the sensor, one level each; `row`: an even or an odd one, from the left.
     */
    void (*measure)(float *out, const float *rgb, size_t row, size_t n);
    /* n pixels back from that row, the one above it and the one below it. */
    void (*develop)(float *rgb, const float *above, const float *own, const float *below,
                    size_t row, size_t n);
} mlt_bayer_loops;

MLT_KERNEL_BUILDS(mlt_bayer_loops);

#endif
