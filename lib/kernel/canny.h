/* SPDX-License-Identifier: MIT */
/*
 * The rows of Canny's edges; image/canny.h says which. Numbers are 8-bit pixels' and fit 16 bits.
 */
#ifndef MLT_KERNEL_CANNY_H
#define MLT_KERNEL_CANNY_H

#include "kernel/build.h"

/* What a pixel may be. */
enum { MLT_CANNY_NONE = 0, MLT_CANNY_EDGE = 1, MLT_CANNY_WEAK = 2 };

typedef struct {
    /* Sobel's slopes of the middle one of three rows, whose ends repeat, and |gx| + |gy|. */
    void (*slopes)(int16_t *gx, int16_t *gy, int16_t *strength, const uint8_t *above,
                   const uint8_t *own, const uint8_t *below, size_t n);
    /* Which pixels are ridges of the middle one of three rows of strengths: an edge above `high`,
     * weak above `low` ≥ 0, else none. A strength is read on either side of each row. */
    void (*ridges)(uint8_t *out, const int16_t *gx, const int16_t *gy, const int16_t *above,
                   const int16_t *own, const int16_t *below, int low, int high, size_t n);
    /* What is still weak is none. */
    void (*settle)(uint8_t *edges, size_t n);
} mlt_canny_loops;

MLT_KERNEL_BUILDS(mlt_canny_loops);

#endif
