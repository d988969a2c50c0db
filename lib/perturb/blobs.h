/* SPDX-License-Identifier: MIT */
/*
 * Blobs on a lens: places and shapes from draws that do not depend on severity, and as many of them
 * as a severity wants.
 */
#ifndef MLT_PERTURB_BLOBS_H
#define MLT_PERTURB_BLOBS_H

#include "image/blob.h"
#include "perturb/perturb.h"

typedef struct {
    double least, most; /* radius, px: as many of half the size of others as of twice */
    double stretch;     /* at most */
    double rough;       /* the largest lobes, as shares of the radius */
    bool is_along;      /* all are stretched along one direction, else each along its own */
} mlt_blob_style;

/* Draws the direction of all (two words), then n blobs anywhere in the picture, of each in this
 * order: x, y, radius, stretch, direction, and size and phase of the lobes of three and five waves
 * (two words each). */
void mlt_blobs_draw(mlt_blob *blobs, size_t n, mlt_draws *draws, const mltest_image_view *in,
                    const mlt_blob_style *style);
/* How many of the first blobs it takes to cover a share of the picture, to within what a grid of
 * 64 × 64 points tells; the last of them becomes smaller. So more of a share only adds to it. */
size_t mlt_blobs_cover(mlt_blob *blobs, size_t n, const mltest_image_view *in, double share);

#endif
