/* SPDX-License-Identifier: MIT */
/*
 * The part of a box that rectangles cover, taken apart into pieces that do not overlap.
 */
#ifndef MLT_ANNOTATION_COVER_H
#define MLT_ANNOTATION_COVER_H

#include "annotation/box.h"

#include <stdbool.h>
#include <stddef.h>

typedef struct {
    const mlt_box *box, *rects; /* borrowed */
    size_t n_rects;
    double top, bottom; /* the slab being walked: no rect has an edge inside it */
    double x;           /* how far along it */
} mlt_cover;

/* The rects may overlap each other and reach over the box. */
mlt_cover mlt_cover_start(const mlt_box *box, const mlt_box *rects, size_t n_rects);
/* The next piece, from top to bottom and left to right; false after the last one. */
bool mlt_cover_next(mlt_cover *walk, mlt_box *piece);

#endif
