/* SPDX-License-Identifier: MIT */
#ifndef MLT_PERTURB_WEATHER_SPATTER_H
#define MLT_PERTURB_WEATHER_SPATTER_H

#include "image/image.h"
#include "perturb/perturb.h"

enum { MLT_SPATTER_MOST_SIGMA = 50 };

/* What the published drops (the package imagecorruptions 1.1.2) are made from. */
typedef struct {
    double mean, spread; /* of the noise that they begin as */
    double sigma, threshold;
    double strength; /* of the water's light; of the mud's softness, a sigma in px */
    bool is_mud;
} mlt_spatter_drops;

/* Where the drops get their numbers: next() gives row y of a field of normal ones. */
typedef struct {
    void (*next)(void *from, uint32_t y, float *out, size_t n);
    void *from;
} mlt_spatter_numbers;

/* Bytes of working memory, aligned for pointers. */
size_t mlt_spatter_bytes(uint32_t width, uint32_t height, const mlt_spatter_drops *drops);
/* How much there is of water or mud at each of width × height pixels. */
void mlt_spatter_layer(float *layer, uint32_t width, uint32_t height,
                       const mlt_spatter_drops *drops, const mlt_spatter_numbers *numbers,
                       void *work);
/* Row y of a picture behind it. row has room for 3 numbers a column. */
void mlt_spatter_row(mlt_image *out, const mltest_image_view *in, uint32_t y, const float *layer,
                     bool is_mud, float *row);

/* All of it, of drops from a field of the sample's own. The kind's first parameters are mean,
 * spread, sigma, threshold and strength of the drops. */
mltest_status mlt_spatter_apply(mlt_step_io *io, bool is_mud, mltest_error **error);

#endif
