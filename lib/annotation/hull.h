/* SPDX-License-Identifier: MIT */
/*
 * Boxes around what a curved map makes of a box. Where it is smooth they are exact but for
 * rounding: an edge that was a tenth of a pixel off would show in every overlap.
 */
#ifndef MLT_ANNOTATION_HULL_H
#define MLT_ANNOTATION_HULL_H

#include "annotation/outline.h"

/* Around the box; outline is mlt_outline_box() of it. */
mlt_box mlt_hull_of_box(const mlt_map *map, const mlt_box *box, const mlt_outline *outline);
/* Around the ellipse inscribed in the box. false as mlt_map_box(). */
bool mlt_hull_of_ellipse(const mlt_map *map, const mlt_box *box, mlt_box *hull);

#endif
