/* SPDX-License-Identifier: MIT */
/*
 * Symmetric separable filters: taps down the columns and then along the rows.
 */
#ifndef MLT_IMAGE_SEPARABLE_H
#define MLT_IMAGE_SEPARABLE_H

#include "image/edge.h"
#include "image/image.h"
#include "kernel/filter.h"
#include "kernel/rows.h"

/* The radius of a Gaussian that is cut `truncate` standard deviations from its centre. */
size_t mlt_gaussian_radius(double sigma, double truncate);
/* radius + 1 weights from the centre outwards: samples of the Gaussian, divided by the sum of all
 * 2 · radius + 1 taps. */
void mlt_gaussian_weights(float *weights, double sigma, size_t radius);

/*
 * Numbers for the 256 levels of 8 bits, a 5000th above or below them: filtered by a Gaussian, an
 * area of one level is truncated to the level that the published corruptions end with, whose double
 * precision has it a last bit above or below.
 */
void mlt_gaussian_levels(mlt_beside_levels *levels, double sigma, size_t radius);

/*
 * A filter over rows of any origin. load() is called once for each row, from the first to the last,
 * and store() once for each: row y after rows up to y + down.radius have been loaded, so that both
 * may be the same memory.
 */
typedef struct {
    uint32_t width, height, channels; /* width × channels samples a row */
    mlt_taps down, across;
    mlt_edge edge;
    void (*load)(void *from, uint32_t y, float *row);
    void (*store)(void *to, uint32_t y, const float *row);
    void *from, *to;
    uint8_t *bytes; /* NULL, or where rows go as 8-bit levels instead of to store() */
    int64_t bytes_stride;
} mlt_separable;

/* Bytes of working memory, aligned for pointers. */
size_t mlt_separable_bytes(const mlt_separable *filter);
void mlt_separable_run(const mlt_separable *filter, void *work);

/* Filters a picture into `out`, which has its size and format: loads and stores as image/rows.h.
 * The other members of the filter are for the caller to set; `picture` outlives the run. */
typedef struct {
    const mltest_image_view *in;
    mlt_image *out;
    const mlt_beside_levels *levels; /* NULL, or numbers in the place of 8-bit levels */
} mlt_separable_picture;
void mlt_separable_of_picture(mlt_separable *filter, mlt_separable_picture *picture);

#endif
