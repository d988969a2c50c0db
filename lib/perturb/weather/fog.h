/* SPDX-License-Identifier: MIT */
#ifndef MLT_PERTURB_WEATHER_FOG_H
#define MLT_PERTURB_WEATHER_FOG_H

#include "image/image.h"

/* The side of the plasma map: the next power of two at or above the longer side, at least 2. */
uint32_t mlt_fog_side(uint32_t width, uint32_t height);

/*
 * The published plasma: diamond-square on a periodic side × side grid, normalised to [0, 1]. takes
 * side² - 1 uniform numbers in [0, 1) in the order of IMAGECORRUPTIONS.md §4.4.
 */
void mlt_fog_plasma(float *grid, uint32_t side, double decay, const double *uniforms);

/* Lays the grid's top-left part over a picture; row has room for 3 numbers a column. */
void mlt_fog_blend(mlt_image *out, const mltest_image_view *in, const float *grid, uint32_t side,
                   double amount, double *row);

#endif
