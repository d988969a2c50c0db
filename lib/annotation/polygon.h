/* SPDX-License-Identifier: MIT */
/*
 * Outlines of objects, where labels have them: rings of points in pixels. An object may have
 * several, of parts and of holes.
 */
#ifndef MLT_ANNOTATION_POLYGON_H
#define MLT_ANNOTATION_POLYGON_H

#include "annotation/map.h"
#include "mltest/types.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

typedef struct {
    double x, y;
} mlt_point;

typedef struct {
    uint32_t owner; /* whose ring it is: the place of a truth, or of an annotation */
    uint32_t n;     /* at least 3 points, at most MLT_MOST_POINTS */
    size_t first;
} mlt_ring;

enum { MLT_MOST_POINTS = 4096 };

/* Rings by ascending owner, those of one owner together. */
typedef struct {
    mlt_ring *rings;
    size_t n, cap;
    mlt_point *points;
    size_t n_points, cap_points;
} mlt_polygons;

/* Adds a ring; its owner is not before the last one. n is in bounds. */
mltest_status mlt_polygons_add(mltest_context *ctx, mlt_polygons *polygons, uint32_t owner,
                               const mlt_point *points, size_t n, mltest_error **error);
/* Takes the rings of the last owner away again, if that is `owner`. */
void mlt_polygons_drop_last(mlt_polygons *polygons, uint32_t owner);
/* Replaces what out held; out must be initialised ({0} is empty). */
mltest_status mlt_polygons_copy(mltest_context *ctx, mlt_polygons *out, const mlt_polygons *from,
                                mltest_error **error);
void mlt_polygons_free(mltest_context *ctx, mlt_polygons *polygons);

/* The rings of one owner. */
typedef struct {
    const mlt_ring *rings;
    size_t n; /* 0: it has none */
    const mlt_point *points;
} mlt_polygon;
mlt_polygon mlt_polygons_of(const mlt_polygons *polygons, uint32_t owner);

/* The smallest box around all points. */
mlt_box mlt_polygon_hull(const mlt_polygon *polygon);
/*
 * The smallest box around the part of a mapped polygon that lies in a canvas of width × height; an
 * empty one if none does. Exact for homographies, else as annotation/outline.h has sides. false if
 * a part maps to infinity or behind a horizon.
 */
bool mlt_map_polygon_box(const mlt_map *map, const mlt_polygon *polygon, double width,
                         double height, mlt_box *out);

#endif
