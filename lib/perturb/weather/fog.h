/* SPDX-License-Identifier: MIT */
#ifndef MLT_PERTURB_WEATHER_FOG_H
#define MLT_PERTURB_WEATHER_FOG_H

#include "image/image.h"

/* The side of the plasma map: the next power of two at or above the longer side, at least 2. */
uint32_t mlt_fog_side(uint32_t width, uint32_t height);

/* Where the plasma gets its numbers: next() gives n uniform ones of [0, 1). */
typedef struct {
    void (*next)(void *from, double *out, size_t n);
    void *from;
} mlt_fog_numbers;

/*
 * The published plasma: diamond-square on a periodic side × side grid, normalised to [0, 1]. Takes
 * side² - 1 numbers: from coarse to fine all centres, then upper edges, then left edges, row by
 * row. row has room for side of them.
 */
void mlt_fog_plasma(float *grid, uint32_t side, double decay, const mlt_fog_numbers *numbers,
                    double *row);

/* Lays the grid's top-left part over a picture; row has room for 3 numbers a column. */
void mlt_fog_blend(mlt_image *out, const mltest_image_view *in, const float *grid, uint32_t side,
                   double amount, float *row);

#endif
