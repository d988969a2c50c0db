/* SPDX-License-Identifier: MIT */
#ifndef MLT_PERTURB_WEATHER_FOG_H
#define MLT_PERTURB_WEATHER_FOG_H

#include "image/image.h"
#include "image/plasma.h"

/* The side of the plasma map: the next power of two at or above the longer side, at least 2. */
uint32_t mlt_fog_side(uint32_t width, uint32_t height);

/*
 * The plasma of a picture as published: from the first level's amplitude, the numbers are those of
 * side² - 1 draws, level by level all centres, then all upper edges, then all left edges.
 */
void mlt_fog_plasma(mlt_plasma *p, uint32_t width, uint32_t height, double decay,
                    const mlt_plasma_numbers *numbers);

/* Lays the map's top-left part over a picture; work has room for 6 numbers a column. */
void mlt_fog_blend(mlt_image *out, const mltest_image_view *in, const mlt_plasma_map *map,
                   double amount, float *work);

#endif
