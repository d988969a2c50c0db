/* SPDX-License-Identifier: MIT */
/*
 * A texture of frost on a window: crystals whose stems branch at 60 degrees, in their own haze.
 */
#ifndef MLT_IMAGE_ICE_H
#define MLT_IMAGE_ICE_H

#include <stddef.h>
#include <stdint.h>

enum { MLT_ICE_SIDE = 1024, MLT_ICE_PIXELS = MLT_ICE_SIDE * MLT_ICE_SIDE };

/* MLT_ICE_PIXELS pixels of RGB8, always the same ones; what leaves an edge enters at the other.
 * work has room for 3 · MLT_ICE_PIXELS numbers. */
void mlt_ice_make(uint8_t *rgb, float *work);
/* The colour of a level of light: dim ice is bluer. */
void mlt_ice_colour(uint8_t light, uint8_t rgb[3]);

#endif
