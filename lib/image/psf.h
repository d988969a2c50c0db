/* SPDX-License-Identifier: MIT */
/*
 * The point-spread function of a camera that moves while the shutter is open: how much of a point's
 * light goes where.
 */
#ifndef MLT_IMAGE_PSF_H
#define MLT_IMAGE_PSF_H

#include "image/image.h"

enum { MLT_PSF_MOST_EXTENT = 200 };

typedef struct {
    double x, y;
} mlt_psf_place;

typedef struct {
    int dx, dy;
} mlt_psf_shift;

/* Taps: weights that sum to 1, and where the light goes that they are of. */
typedef struct {
    size_t n;
    int reach; /* no shift is larger */
    float *weights;
    mlt_psf_shift *shifts;
} mlt_psf;

/* Bytes of working memory for a path whose places lie at most `extent` px apart. */
size_t mlt_psf_bytes(double extent);
/*
 * A point goes along n ≥ 2 places, with straight lines between them and the same time for each. Its
 * light falls on the four pixels around it by their distance. The mean of the light stays at the
 * point, wherever the path is. The taps lie in `work`.
 */
void mlt_psf_of_path(mlt_psf *psf, const mlt_psf_place *path, size_t n, void *work);

/* Bytes of working memory, aligned for pointers. */
size_t mlt_psf_filter_bytes(const mlt_psf *psf, uint32_t format);
/* Fills `out`, which has the size and format of `in`; beyond the edges their pixels repeat.
 * Rounded to the nearest level; alpha stays. */
void mlt_psf_filter(const mlt_psf *psf, mlt_image *out, const mltest_image_view *in, void *work);

#endif
