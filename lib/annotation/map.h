/* SPDX-License-Identifier: MIT */
/*
 * Where a perturbation moved the pixels: one map from clean to perturbed coordinates, whatever
 * chain of steps made it. Compositions stay one map: never a hull of a hull.
 */
#ifndef MLT_ANNOTATION_MAP_H
#define MLT_ANNOTATION_MAP_H

#include "annotation/box.h"

#include <stdbool.h>
#include <stdint.h>

typedef enum {
    MLT_MAP_IDENTITY = 0,
    MLT_MAP_HOMOGRAPHY = 1, /* flips, turns, affine and perspective maps */
    MLT_MAP_LENS = 2        /* radial distortion; reserved */
} mlt_map_type;

typedef struct {
    mlt_map_type type;
    double h[9]; /* row-major: (x', y', w') = h · (x, y, 1); valid for every type but LENS */
} mlt_map;

extern const mlt_map mlt_map_identity;
/* Normalises: a homography equal to the identity becomes MLT_MAP_IDENTITY. false if not invertible
 * or not finite. */
bool mlt_map_from_homography(mlt_map *out, const double h[9]);
/* first, then second. */
bool mlt_map_compose(mlt_map *out, const mlt_map *first, const mlt_map *second);
bool mlt_map_invert(mlt_map *out, const mlt_map *map);
/* false where the point maps to infinity. */
bool mlt_map_point(const mlt_map *map, double x, double y, double *out_x, double *out_y);
/* Axis-aligned boxes stay exactly axis-aligned boxes (flips, quarter turns, scale, translate). */
bool mlt_map_is_exact(const mlt_map *map);

/* A box after a map: outer = exact hull of the mapped box, inner = hull of its mapped inscribed
 * ellipse; equal when the map is exact. Not clipped. area = the mapped region's own area. */
typedef struct {
    mlt_box outer, inner;
    double area;
} mlt_mapped_box;
/* false when part of the box maps to infinity or behind the horizon. */
bool mlt_map_box(const mlt_map *map, const mlt_box *box, mlt_mapped_box *out);

/* The mapped corners of a box, in order around it. */
typedef struct {
    double x[4], y[4];
} mlt_quad;
/* false as mlt_map_box(). */
bool mlt_map_corners(const mlt_map *map, const mlt_box *box, mlt_quad *out);

#endif
