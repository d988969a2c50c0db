/* SPDX-License-Identifier: MIT */
#ifndef MLT_PERTURB_WEATHER_FROST_H
#define MLT_PERTURB_WEATHER_FROST_H

#include "image/image.h"

/* How strong frost is, and row y of a picture seen through it: `own` times the picture and `ice`
 * times the frost, a row of RGB8 pixels. */
typedef struct {
    float own, ice;
    void *row; /* mlt_frost_row_bytes() bytes */
} mlt_frost;
size_t mlt_frost_row_bytes(const mltest_image_view *in);
void mlt_frost_row(mlt_image *out, const mltest_image_view *in, uint32_t y, const uint8_t *rgb,
                   const mlt_frost *frost);

/* A photograph of frost (RGB8) as published: 1.1 times as large as it has to be to cover the
 * picture, at least 1.1 times its own size. */
typedef struct {
    mltest_image_view photograph;
    uint32_t width, height;
    uint32_t left, top; /* the picture's place on it */
} mlt_frost_layer;
/* Sets the size; false if it is too large to count. */
bool mlt_frost_layer_size(mlt_frost_layer *layer, const mltest_image_view *in);
size_t mlt_frost_layer_bytes(const mlt_frost_layer *layer, const mltest_image_view *in);
void mlt_frost_layer_apply(mlt_image *out, const mltest_image_view *in,
                           const mlt_frost_layer *layer, const mlt_frost *frost, void *work);

#endif
