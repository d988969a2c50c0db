/* SPDX-License-Identifier: MIT */
/*
 * Distances by steps of 1, 1.4 and 2.1969 (Borgefors, "Distance transformations in digital images",
 * CVGIP 1986, with the values of OpenCV), in 65536ths of a pixel.
 */
#ifndef MLT_IMAGE_CHAMFER_H
#define MLT_IMAGE_CHAMFER_H

#include <stddef.h>
#include <stdint.h>

#include "kernel/chamfer.h"

/* The farthest that may be asked for, in pixels. */
enum { MLT_CHAMFER_MOST = 26 };

/* Bytes of a packed plane with a frame of two, and of working memory behind it. */
size_t mlt_chamfer_bytes(uint32_t width, uint32_t height);
/* Where pixel x, y is in the plane. */
static inline size_t mlt_chamfer_place(uint32_t width, uint32_t x, uint32_t y)
{
    return ((size_t)y + 2) * ((size_t)width + 4) + x + 2;
}
/* The distance of each pixel to the nearest that is not 0, or `most` ≤ MLT_CHAMFER_MOST pixels if
 * that is less. */
void mlt_chamfer(int32_t *distances, const uint8_t *in, uint32_t width, uint32_t height, int most);

#endif
