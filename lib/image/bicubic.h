/* SPDX-License-Identifier: MIT */
/*
 * An RGB8 picture brought to another size by cubic convolution (a = -3/4) of half-pixel centres in
 * the fixed point that computer vision knows: weights in 2048ths, edges repeated. Row by row, and
 * only the columns that are wanted.
 */
#ifndef MLT_IMAGE_BICUBIC_H
#define MLT_IMAGE_BICUBIC_H

#include "image/image.h"

typedef struct {
    mltest_image_view in;   /* RGB8 */
    uint32_t width, height; /* of the result */
    uint32_t left, columns; /* of it, what is wanted of each row */
    /* What follows is set by mlt_bicubic_begin(). */
    int64_t first; /* of the columns of `in` that are needed; before 0 are repeats */
    size_t n_pixels;
    uint32_t *low;
    float *weights, *pixels;
    int32_t *rows[4];
    int64_t row_of[4]; /* of `in`, in each of them; -1 is none */
} mlt_bicubic;

/* Bytes of working memory, once the first members are set. */
size_t mlt_bicubic_bytes(const mlt_bicubic *b);
void mlt_bicubic_begin(mlt_bicubic *b, void *work);
/* The wanted pixels of row y. Rows are fastest in their order. */
void mlt_bicubic_row(mlt_bicubic *b, uint8_t *rgb, uint32_t y);

#endif
