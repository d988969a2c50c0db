/* SPDX-License-Identifier: MIT */
#ifndef MLT_PERTURB_WEATHER_SNOW_H
#define MLT_PERTURB_WEATHER_SNOW_H

#include "image/image.h"

/* What the published flakes (the package imagecorruptions 1.1.2) are made from. */
typedef struct {
    double mean, spread; /* of the noise that they begin as */
    double zoom, threshold, sigma, degrees;
    int radius;
} mlt_snow_flakes;

/* How many numbers mlt_snow_layer() works with for a picture of that size. */
size_t mlt_snow_work(uint32_t width, uint32_t height, const mlt_snow_flakes *flakes);
/* The light of the flakes, 0 to 1, of width × height pixels: from a field of normal numbers of
 * that size, enlarged, cut off and blurred along the fall. */
void mlt_snow_layer(float *layer, uint32_t width, uint32_t height, const mlt_snow_flakes *flakes,
                    const float *normals, float *work);
/* Row y of a picture, whitened, with the layer and the layer turned by half a turn on it. `keep` is
 * the part of the picture's own colours. row has room for 3 numbers a column. */
void mlt_snow_row(mlt_image *out, const mltest_image_view *in, uint32_t y, const float *layer,
                  double keep, float *row);

#endif
