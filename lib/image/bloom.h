/* SPDX-License-Identifier: MIT */
/*
 * Light that spills from lamps: what is bright and small gets a halo. All of it is worked out in
 * cells of 4 × 4 pixels.
 */
#ifndef MLT_IMAGE_BLOOM_H
#define MLT_IMAGE_BLOOM_H

#include "image/image.h"

enum { MLT_BLOOM_MOST_SIGMA = 100 };

typedef struct {
    uint32_t width, height, channels; /* of the picture */
    double threshold;                 /* of full scale, below 1: what is darker is no lamp */
    double sigma;                     /* px of the halo; things much wider than that are no lamps */
    double amount;                    /* of the halo; the lamp itself counts 1 */
} mlt_bloom;

/* Bytes of working memory, aligned for pointers. */
size_t mlt_bloom_bytes(const mlt_bloom *bloom);
/* Finds the lamps of a picture. Their light stays in `work`, from where rows are read. */
void mlt_bloom_make(const mlt_bloom *bloom, const mltest_image_view *view, void *work);
/* The light of row y, 0 to 1, a number for each channel of each pixel. */
void mlt_bloom_row(const mlt_bloom *bloom, void *work, uint32_t y, float *row);

#endif
