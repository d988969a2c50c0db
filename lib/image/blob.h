/* SPDX-License-Identifier: MIT */
/*
 * Blobs: what drops, smears and specks on a lens look like. Round things that are stretched and
 * whose outlines go in and out.
 */
#ifndef MLT_IMAGE_BLOB_H
#define MLT_IMAGE_BLOB_H

#include "kernel/kernels.h"

#include <stdbool.h>

typedef struct {
    double x, y, radius; /* px */
    double cosine, sine; /* of its longer axis */
    double stretch;      /* longer by this and narrower by as much: the area stays */
    double lobes[4];     /* of the outline, as shares of the radius: kernel/blob.h */
} mlt_blob;

/* Points of a row, at (x + i · step, y): how far out each lies, 0 to 1 and more. */
void mlt_blob_distances(const mlt_blob *blob, float *d, double x, double y, double step, size_t n);
/* The pixels [*first, *end) of row y of `width` that may lie within `reach` times the outline;
 * false if there are none. */
bool mlt_blob_span(const mlt_blob *blob, double reach, uint32_t y, uint32_t width, uint32_t *first,
                   uint32_t *end);
/* For the loops: pixel `first` of row y, seen from the blob. */
mlt_blob_points mlt_blob_pixels(const mlt_blob *blob, uint32_t first, uint32_t y);

#endif
