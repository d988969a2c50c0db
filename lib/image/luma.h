/* SPDX-License-Identifier: MIT */
/*
 * How bright pixels are: BT.601's luma, rounded to one of 256 levels also where samples have 16
 * bits, so that the same picture comes out the same.
 */
#ifndef MLT_IMAGE_LUMA_H
#define MLT_IMAGE_LUMA_H

#include "image/image.h"

enum { MLT_LUMA_LEVELS = 256 };

/* What one level is in samples of a format: 1 or 257. */
float mlt_luma_unit(uint32_t format);
/* width × height levels. row has room for a row of samples. */
void mlt_luma_plane(uint8_t *plane, const mltest_image_view *view, float *row);

#endif
