/* SPDX-License-Identifier: MIT */
/*
 * The rows of distances by steps of 1, 1.4 and 2.1969; image/chamfer.h says which.
 */
#ifndef MLT_KERNEL_CHAMFER_H
#define MLT_KERNEL_CHAMFER_H

#include "kernel/build.h"

/* In 65536ths of a pixel: along a line, across, and a knight's move. */
enum { MLT_CHAMFER_ONE = 65536, MLT_CHAMFER_DIAGONAL = 91750, MLT_CHAMFER_KNIGHT = 143976 };

typedef struct {
    /* out[i] = 0 where in[i] is not 0, else `most` */
    void (*begin)(uint8_t *out, const uint8_t *in, uint8_t most, size_t n);
    /* out[i] = the least of in[i], in[i ± step] + step and in[i ± 2 · step] + 2 · step */
    void (*reach)(uint8_t *out, const uint8_t *in, size_t step, size_t n);
    /* out[i] = in[i] pixels */
    void (*spread)(int32_t *out, const uint8_t *in, size_t n);
    /* out[i] becomes the length of the shortest way from the row beside it or the one beyond, if
     * that is less. Both are read two numbers further on either side. */
    void (*approach)(int32_t *out, const int32_t *beside, const int32_t *beyond, size_t n);
} mlt_chamfer_loops;

MLT_KERNEL_BUILDS(mlt_chamfer_loops);

#endif
