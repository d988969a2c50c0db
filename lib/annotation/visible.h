/* SPDX-License-Identifier: MIT */
/*
 * How much of a box can still be seen after a map and behind what hides pixels.
 */
#ifndef MLT_ANNOTATION_VISIBLE_H
#define MLT_ANNOTATION_VISIBLE_H

#include "annotation/map.h"

/*
 * The share, 0 … 1, of the mapped box's area that lies inside a canvas of width × height and
 * outside the covered rects (in the canvas' pixels). Exact for every homography, and for curved
 * maps of the outline that annotation/outline.h gives. 0 for a box without area; false as
 * mlt_map_box().
 */
bool mlt_visible_fraction(const mlt_map *map, const mlt_box *box, double width, double height,
                          const mlt_box *cover, size_t n_cover, double *fraction);

#endif
