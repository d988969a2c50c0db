/* SPDX-License-Identifier: MIT */
#ifndef MLT_PERTURB_WEATHER_FROST_H
#define MLT_PERTURB_WEATHER_FROST_H

#include "image/image.h"

/* Row y of a picture seen through frost: `own` times the picture and `ice` times the frost, which
 * has a row of samples from 0 to 255. row has room for 3 numbers a column. */
void mlt_frost_row(mlt_image *out, const mltest_image_view *in, uint32_t y, const float *frost,
                   double own, double ice, float *row);

#endif
