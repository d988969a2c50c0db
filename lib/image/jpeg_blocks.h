/* SPDX-License-Identifier: MIT */
/*
 * What quantisation makes of the blocks of a JPEG file's planes.
 */
#ifndef MLT_IMAGE_JPEG_BLOCKS_H
#define MLT_IMAGE_JPEG_BLOCKS_H

#include "image/jpeg_planes.h"
#include "kernel/dct.h"

/* Transforms, quantises and transforms back. */
void mlt_jpeg_quantise(const mlt_jpeg_plane *plane, const mlt_dct_steps *steps);

/* The same in two parts: quantised coefficients of all blocks, row by row, in the order of a file
 * (8 · vertical + horizontal frequency), and back. Coefficients that no picture has are cut; what
 * is shown of such blocks is the same everywhere. */
void mlt_jpeg_take(int16_t (*out)[MLT_DCT_PLACES], const mlt_jpeg_plane *plane,
                   const mlt_dct_steps *steps);
void mlt_jpeg_put(const mlt_jpeg_plane *plane, const int16_t (*in)[MLT_DCT_PLACES],
                  const mlt_dct_steps *steps);

#endif
