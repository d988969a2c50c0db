/* SPDX-License-Identifier: MIT */
/*
 * What glass_blur does beside copying pixels.
 */
#ifndef MLT_KERNEL_GLASS_H
#define MLT_KERNEL_GLASS_H

#include "kernel/build.h"

typedef struct {
    /* Where pixels come from: with v = words[i] · side / 65536 the whole part of v is a column, its
     * fraction · side a row, and out[i] = (column - side / 2) · step + (row - side / 2) · stride.
     * side is at most 256. */
    void (*offsets)(int32_t *out, const uint16_t *words, uint32_t side, int32_t step,
                    int32_t stride, size_t n);
    /* n pixels of three bytes in words of their own, the first byte lowest. */
    void (*spread3)(uint32_t *out, const uint8_t *in, size_t n);
    /* And back. */
    void (*join3)(uint8_t *out, const uint32_t *in, size_t n);
} mlt_glass_loops;

MLT_KERNEL_BUILDS(mlt_glass_loops);

#endif
