/* SPDX-License-Identifier: MIT */
/*
 * Where a perturbation moved the pixels: one map from clean to perturbed coordinates, whatever
 * chain of steps made it. Compositions stay one map: never a hull of a hull.
 */
#ifndef MLT_ANNOTATION_MAP_H
#define MLT_ANNOTATION_MAP_H

#include "annotation/box.h"
#include "annotation/curve.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

typedef enum {
    MLT_MAP_IDENTITY = 0,
    MLT_MAP_HOMOGRAPHY = 1, /* flips, turns, affine and perspective maps */
    MLT_MAP_CURVED = 2      /* lenses and shifts of rows, with homographies between them */
} mlt_map_type;

/* A homography and the curve that comes after it. */
typedef struct {
    double h[9];
    mlt_curve curve;
} mlt_map_part;

enum { MLT_MAP_MOST_PARTS = 8 }; /* as many as a condition has steps */

typedef struct {
    mlt_map_type type;
    /* What comes last, and all there is of a map without parts. Row-major: (x', y', w') =
     * h · (x, y, 1). */
    double h[9];
    int n_parts; /* above 0 for MLT_MAP_CURVED only */
    mlt_map_part parts[MLT_MAP_MOST_PARTS];
} mlt_map;

extern const mlt_map mlt_map_identity;
/* Normalises: a homography equal to the identity becomes MLT_MAP_IDENTITY. false if not invertible
 * or not finite. */
bool mlt_map_from_homography(mlt_map *out, const double h[9]);
/* The same for a curve that does nothing. false if it is not sound. */
bool mlt_map_from_curve(mlt_map *out, const mlt_curve *curve);
/* first, then second. false as above, and for too many parts. */
bool mlt_map_compose(mlt_map *out, const mlt_map *first, const mlt_map *second);
bool mlt_map_invert(mlt_map *out, const mlt_map *map);
/* Where a map is kept, it may end behind its last part: this is how many bytes to copy. */
size_t mlt_map_bytes(const mlt_map *map);
/* false where the point maps to infinity or behind a horizon. */
bool mlt_map_point(const mlt_map *map, double x, double y, double *out_x, double *out_y);
/* The centres of the first n pixels of row y; not finite where mlt_map_point() is false. With the
 * inverse of a map this is what the row of the perturbed picture shows. */
void mlt_map_row(const mlt_map *map, uint32_t y, double *out_x, double *out_y, size_t n);
/* Axis-aligned boxes stay exactly axis-aligned boxes (flips, quarter turns, scale, translate). */
bool mlt_map_is_exact(const mlt_map *map);
/* How many periods of shifted rows the way between two points goes through, roughly. */
double mlt_map_waves(const mlt_map *map, double x0, double y0, double x1, double y1);

/* A box after a map: outer = hull of the mapped box, inner = hull of its mapped inscribed ellipse;
 * equal when the map is exact. Not clipped. area = the mapped region's own area. Exact but for
 * rounding where the map is smooth, which it is wherever there are pixels; the area of curved maps
 * is that of a polygon within 0.1 px of the region. */
typedef struct {
    mlt_box outer, inner;
    double area;
} mlt_mapped_box;
/* false when part of the box maps to infinity or behind a horizon. */
bool mlt_map_box(const mlt_map *map, const mlt_box *box, mlt_mapped_box *out);

#endif
