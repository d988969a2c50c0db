/* SPDX-License-Identifier: MIT */
#include "annotation/polygon.h"

#include "annotation/outline.h"
#include "base/alloc.h"
#include "base/error.h"

#include <math.h>
#include <string.h>

mltest_status mlt_polygons_add(mltest_context *ctx, mlt_polygons *polygons, uint32_t owner,
                               const mlt_point *points, size_t n, mltest_error **error)
{
    if (!mlt_reserve(ctx, polygons->rings, polygons->cap, polygons->n + 1) ||
        !mlt_reserve(ctx, polygons->points, polygons->cap_points, polygons->n_points + n))
        return mlt_fail_memory(error);
    memcpy(polygons->points + polygons->n_points, points, n * sizeof *points);
    polygons->rings[polygons->n++] = (mlt_ring){owner, (uint32_t)n, polygons->n_points};
    polygons->n_points += n;
    return MLTEST_OK;
}

void mlt_polygons_drop_last(mlt_polygons *polygons, uint32_t owner)
{
    while (polygons->n > 0 && polygons->rings[polygons->n - 1].owner == owner)
        polygons->n_points = polygons->rings[--polygons->n].first;
}

mltest_status mlt_polygons_copy(mltest_context *ctx, mlt_polygons *out, const mlt_polygons *from,
                                mltest_error **error)
{
    mlt_polygons copy = {0};
    for (size_t i = 0; i < from->n; i++) {
        const mlt_ring *ring = &from->rings[i];
        mltest_status status =
            mlt_polygons_add(ctx, &copy, ring->owner, from->points + ring->first, ring->n, error);
        if (status != MLTEST_OK) {
            mlt_polygons_free(ctx, &copy);
            return status;
        }
    }
    mlt_polygons_free(ctx, out);
    *out = copy;
    return MLTEST_OK;
}

void mlt_polygons_free(mltest_context *ctx, mlt_polygons *polygons)
{
    mlt_free(ctx, polygons->rings);
    mlt_free(ctx, polygons->points);
    *polygons = (mlt_polygons){0};
}

/* The first ring whose owner is not before `owner`. */
static size_t first_ring(const mlt_polygons *polygons, uint64_t owner)
{
    size_t low = 0, high = polygons->n;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (polygons->rings[middle].owner < owner)
            low = middle + 1;
        else
            high = middle;
    }
    return low;
}

mlt_polygon mlt_polygons_of(const mlt_polygons *polygons, uint32_t owner)
{
    size_t first = first_ring(polygons, owner), end = first_ring(polygons, (uint64_t)owner + 1);
    if (first == end)
        return (mlt_polygon){NULL, 0, NULL};
    return (mlt_polygon){polygons->rings + first, end - first, polygons->points};
}

/* The box so far, and which corners of the canvas have been found inside. */
typedef struct {
    double width, height;
    double left, top, right, bottom;
    bool is_inside[4];
} hull;

static void extend(hull *h, double x, double y)
{
    h->left = x < h->left ? x : h->left;
    h->right = x > h->right ? x : h->right;
    h->top = y < h->top ? y : h->top;
    h->bottom = y > h->bottom ? y : h->bottom;
}

static hull start(double width, double height)
{
    return (hull){width, height, INFINITY, INFINITY, -INFINITY, -INFINITY, {false}};
}

/* Cuts the part [*t0, *t1] of a way to where from + t · by >= 0. */
static void cut(double from, double by, double *t0, double *t1)
{
    double t = by != 0 ? -from / by : 0;
    if (by > 0)
        *t0 = t > *t0 ? t : *t0;
    else if (by < 0)
        *t1 = t < *t1 ? t : *t1;
    else if (from < 0)
        *t1 = -1;
}

/*
 * What an edge of the polygon adds: its part in the canvas, and for each corner of the canvas a
 * crossing of the ray that runs from there to the right. The box around the part of a polygon in a
 * rectangle is around these parts of edges and the corners inside; no polygon has to be cut, which
 * would put edges where there are none.
 */
static void add_edge(hull *h, mlt_point a, mlt_point b)
{
    double dx = b.x - a.x, dy = b.y - a.y, t0 = 0, t1 = 1;
    cut(a.x, dx, &t0, &t1);
    cut(h->width - a.x, -dx, &t0, &t1);
    cut(a.y, dy, &t0, &t1);
    cut(h->height - a.y, -dy, &t0, &t1);
    if (t0 <= t1) {
        extend(h, t0 > 0 ? a.x + t0 * dx : a.x, t0 > 0 ? a.y + t0 * dy : a.y);
        extend(h, t1 < 1 ? a.x + t1 * dx : b.x, t1 < 1 ? a.y + t1 * dy : b.y);
    }
    for (int i = 0; i < 4; i++) {
        double x = i % 2 ? h->width : 0, y = i / 2 ? h->height : 0;
        if ((a.y > y) != (b.y > y) && a.x + (y - a.y) / dy * dx > x)
            h->is_inside[i] = !h->is_inside[i];
    }
}

static double within(double v, double limit)
{
    return v < 0 ? 0 : v > limit ? limit : v;
}

static mlt_box finish(hull *h)
{
    for (int i = 0; i < 4; i++)
        if (h->is_inside[i])
            extend(h, i % 2 ? h->width : 0, i / 2 ? h->height : 0);
    if (!(h->left < h->right && h->top < h->bottom))
        return (mlt_box){0, 0, 0, 0};
    /* Cuts are rounded. */
    double left = within(h->left, h->width), top = within(h->top, h->height);
    return (mlt_box){left, top, within(h->right, h->width) - left,
                     within(h->bottom, h->height) - top};
}

mlt_box mlt_polygon_hull(const mlt_polygon *polygon)
{
    hull h = start(0, 0);
    for (size_t i = 0; i < polygon->n; i++)
        for (size_t k = 0; k < polygon->rings[i].n; k++) {
            const mlt_point *p = &polygon->points[polygon->rings[i].first + k];
            extend(&h, p->x, p->y);
        }
    return (mlt_box){h.left, h.top, h.right - h.left, h.bottom - h.top};
}

/* The mapped way from a to b in pieces; *at is where the last one ended. */
static bool add_side(hull *h, const mlt_map *map, const mlt_point *a, const mlt_point *b,
                     mlt_point *at, mlt_outline *pieces)
{
    mlt_point end;
    pieces->n = 0;
    if (!mlt_map_point(map, b->x, b->y, &end.x, &end.y) ||
        (map->n_parts > 0 && !mlt_outline_add_side(pieces, map, a->x, a->y, b->x, b->y)))
        return false;
    for (int i = 1; i < pieces->n; i++) { /* piece 0 begins at a */
        const mlt_point next = {pieces->x[i], pieces->y[i]};
        add_edge(h, *at, next);
        *at = next;
    }
    add_edge(h, *at, end);
    *at = end;
    return true;
}

bool mlt_map_polygon_box(const mlt_map *map, const mlt_polygon *polygon, double width,
                         double height, mlt_box *out)
{
    mlt_outline pieces;
    hull h = start(width, height);
    for (size_t i = 0; i < polygon->n; i++) {
        const mlt_point *points = polygon->points + polygon->rings[i].first, *last = points;
        uint32_t n = polygon->rings[i].n;
        mlt_point at;
        if (!mlt_map_point(map, points->x, points->y, &at.x, &at.y))
            return false;
        for (uint32_t k = 1; k <= n; k++) {
            if (!add_side(&h, map, last, &points[k % n], &at, &pieces))
                return false;
            last = &points[k % n];
        }
    }
    *out = finish(&h);
    return true;
}
