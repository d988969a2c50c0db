/* SPDX-License-Identifier: MIT */
/*
 * Canny's edges ("A computational approach to edge detection", IEEE TPAMI 1986) of an 8-bit plane,
 * as OpenCV computes them: 3 × 3 Sobel with repeated edges, |gx| + |gy|, four directions apart at
 * 22.5 degrees as 13573 / 32768, and edges above `low` kept where a chain leads to one above
 * `high`.
 */
#ifndef MLT_IMAGE_CANNY_H
#define MLT_IMAGE_CANNY_H

#include <stddef.h>
#include <stdint.h>

/* Bytes of working memory, aligned for pointers. */
size_t mlt_canny_bytes(uint32_t width, uint32_t height);
/* edges gets 1 for each pixel of an edge, else 0. Planes are packed and apart. */
void mlt_canny(uint8_t *edges, const uint8_t *in, uint32_t width, uint32_t height, int low,
               int high, void *work);

#endif
