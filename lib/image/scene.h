/* SPDX-License-Identifier: MIT */
/*
 * A picture as the loops of kernel/bilinear.h look at it, and the row that they make.
 */
#ifndef MLT_IMAGE_SCENE_H
#define MLT_IMAGE_SCENE_H

#include "image/image.h"
#include "kernel/bilinear.h"

typedef struct {
    mlt_scene scene;
    mlt_places places;
    uint8_t *row; /* as many pixels, and what may be written behind them */
    size_t n_pixels;
} mlt_seen;

/* Bytes of working memory for rows of n_pixels, aligned for pointers, as what follows it will be.
 * The margin is 0 or 1. */
size_t mlt_seen_bytes(const mltest_image_view *in, uint32_t margin, size_t n_pixels);
/* Copies the picture. */
void mlt_seen_init(mlt_seen *seen, const mltest_image_view *in, uint32_t margin, size_t n_pixels,
                   void *work);

#endif
