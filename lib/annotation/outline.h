/* SPDX-License-Identifier: MIT */
/*
 * Boxes as polygons after a map: bent edges in as many pieces as it takes.
 */
#ifndef MLT_ANNOTATION_OUTLINE_H
#define MLT_ANNOTATION_OUTLINE_H

#include "annotation/map.h"

enum { MLT_OUTLINE_MOST_EDGE = 512, MLT_OUTLINE_MOST = 4 * MLT_OUTLINE_MOST_EDGE };

typedef struct {
    int n;
    double x[MLT_OUTLINE_MOST], y[MLT_OUTLINE_MOST]; /* in order around it */
    double t[MLT_OUTLINE_MOST]; /* of a curved map: the side, from 0 on, and how far along it */
} mlt_outline;

/*
 * A box. The polygon stays within a tenth of a pixel of the true outline (on average much nearer),
 * as long as that does not take more pieces than there may be; under a homography it is the four
 * corners. false as mlt_map_box().
 */
bool mlt_outline_box(mlt_outline *out, const mlt_map *map, const mlt_box *box);
/* Appends the pieces of a straight way, without its end: at most MLT_OUTLINE_MOST_EDGE points. */
bool mlt_outline_add_side(mlt_outline *out, const mlt_map *map, double x0, double y0, double x1,
                          double y1);
mlt_box mlt_outline_hull(const mlt_outline *outline);
/* n points and so many each for waves, that none is stepped over; at most `most`. */
int mlt_outline_add_waves(int n, double each, double waves, int most);
/* The area of what is inside, and of the part of it in a rectangle. */
double mlt_outline_area(const mlt_outline *outline);
double mlt_outline_area_within(const mlt_outline *outline, const mlt_box *rect);

#endif
