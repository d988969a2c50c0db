/* SPDX-License-Identifier: MIT */
/*
 * Light and shade over rows of pixels: amounts from 0 to 1, one for each of place->width pixels.
 */
#ifndef MLT_PERTURB_LIGHT_H
#define MLT_PERTURB_LIGHT_H

#include "perturb/pointwise.h"

/* Adds light as a second projector on the same screen would, light · colour of the way to white. A
 * grey picture gets the colour's luma. */
void mlt_light_screen(float *v, const mlt_row_place *place, const float *light,
                      const float colour[3]);
/* Takes `depth` of the light where the shade is full. */
void mlt_light_dim(float *v, const mlt_row_place *place, const float *shade, double depth);

#endif
