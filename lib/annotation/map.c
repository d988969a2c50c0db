/* SPDX-License-Identifier: MIT */
#include "annotation/map.h"

#include <float.h>
#include <math.h>
#include <string.h>

const mlt_map mlt_map_identity = {MLT_MAP_IDENTITY, {1, 0, 0, 0, 1, 0, 0, 0, 1}};

/* A determinant that is nothing but the rounding of its six terms counts as zero. */
static bool is_invertible(const double h[9])
{
    const double terms[6] = {h[0] * h[4] * h[8],  h[1] * h[5] * h[6],  h[2] * h[3] * h[7],
                             -h[2] * h[4] * h[6], -h[0] * h[5] * h[7], -h[1] * h[3] * h[8]};
    double sum = 0;
    double size = 0;
    for (int i = 0; i < 6; i++) {
        sum += terms[i];
        size += fabs(terms[i]);
    }
    return isfinite(size) && fabs(sum) > 8 * DBL_EPSILON * size;
}

bool mlt_map_from_homography(mlt_map *out, const double h[9])
{
    mlt_map map = {MLT_MAP_HOMOGRAPHY, {0}};
    /* h[8] = 0 would send the picture's own corner to infinity. */
    if (h[8] == 0)
        return false;
    for (int i = 0; i < 9; i++) {
        map.h[i] = h[i] / h[8] + 0.0; /* + 0.0 turns -0 into 0: one text for one map */
        if (!isfinite(h[i]) || !isfinite(map.h[i]))
            return false;
    }
    if (!is_invertible(map.h))
        return false;
    if (memcmp(map.h, mlt_map_identity.h, sizeof map.h) == 0)
        map.type = MLT_MAP_IDENTITY;
    *out = map;
    return true;
}

bool mlt_map_compose(mlt_map *out, const mlt_map *first, const mlt_map *second)
{
    if (first->type == MLT_MAP_LENS || second->type == MLT_MAP_LENS)
        return false;
    double h[9];
    for (int row = 0; row < 3; row++)
        for (int column = 0; column < 3; column++)
            h[3 * row + column] = second->h[3 * row] * first->h[column] +
                                  second->h[3 * row + 1] * first->h[3 + column] +
                                  second->h[3 * row + 2] * first->h[6 + column];
    return mlt_map_from_homography(out, h);
}

bool mlt_map_invert(mlt_map *out, const mlt_map *map)
{
    if (map->type == MLT_MAP_LENS)
        return false;
    const double *h = map->h;
    /* The adjugate is the inverse up to a factor, which normalising takes away. */
    const double adjugate[9] = {
        h[4] * h[8] - h[5] * h[7], h[2] * h[7] - h[1] * h[8], h[1] * h[5] - h[2] * h[4],
        h[5] * h[6] - h[3] * h[8], h[0] * h[8] - h[2] * h[6], h[2] * h[3] - h[0] * h[5],
        h[3] * h[7] - h[4] * h[6], h[1] * h[6] - h[0] * h[7], h[0] * h[4] - h[1] * h[3]};
    return mlt_map_from_homography(out, adjugate);
}

bool mlt_map_point(const mlt_map *map, double x, double y, double *out_x, double *out_y)
{
    if (map->type == MLT_MAP_LENS)
        return false;
    const double *h = map->h;
    double w = h[6] * x + h[7] * y + h[8];
    if (!(w > 0)) /* on the horizon, or behind it: past infinity */
        return false;
    *out_x = (h[0] * x + h[1] * y + h[2]) / w;
    *out_y = (h[3] * x + h[4] * y + h[5]) / w;
    return isfinite(*out_x) && isfinite(*out_y);
}

bool mlt_map_is_exact(const mlt_map *map)
{
    const double *h = map->h;
    if (map->type == MLT_MAP_IDENTITY)
        return true;
    return map->type == MLT_MAP_HOMOGRAPHY && h[6] == 0 && h[7] == 0 &&
           ((h[1] == 0 && h[3] == 0) || (h[0] == 0 && h[4] == 0));
}

/* Maps [start, start + length] by factor·t + shift. The length is never a difference of edges. */
static void map_interval(double factor, double shift, double start, double length,
                         double *out_start, double *out_length)
{
    *out_start = factor * (factor < 0 ? start + length : start) + shift;
    *out_length = fabs(factor) * length;
}

static void map_exact(const double h[9], const mlt_box *box, mlt_mapped_box *out)
{
    mlt_box *to = &out->outer;
    if (h[1] == 0 && h[3] == 0) {
        map_interval(h[0], h[2], box->x, box->width, &to->x, &to->width);
        map_interval(h[4], h[5], box->y, box->height, &to->y, &to->height);
    } else {
        map_interval(h[1], h[2], box->y, box->height, &to->x, &to->width);
        map_interval(h[3], h[5], box->x, box->width, &to->y, &to->height);
    }
    out->inner = out->outer;
    out->area = mlt_box_area(to);
}

/* The weight w is linear, so it is positive over the box when it is at the four corners. */
bool mlt_map_corners(const mlt_map *map, const mlt_box *box, mlt_quad *out)
{
    const double right = box->x + box->width;
    const double bottom = box->y + box->height;
    return mlt_map_point(map, box->x, box->y, &out->x[0], &out->y[0]) &&
           mlt_map_point(map, right, box->y, &out->x[1], &out->y[1]) &&
           mlt_map_point(map, right, bottom, &out->x[2], &out->y[2]) &&
           mlt_map_point(map, box->x, bottom, &out->x[3], &out->y[3]);
}

/* Half the cross product of the diagonals. */
static double quad_area(const mlt_quad *q)
{
    return fabs((q->x[2] - q->x[0]) * (q->y[3] - q->y[1]) -
                (q->y[2] - q->y[0]) * (q->x[3] - q->x[1])) /
           2;
}

static void extent(const double v[4], double *low, double *high)
{
    *low = *high = v[0];
    for (int i = 1; i < 4; i++) {
        *low = v[i] < *low ? v[i] : *low;
        *high = v[i] > *high ? v[i] : *high;
    }
}

/*
 * Extent of the mapped inscribed ellipse along one axis. row and w are that axis' and the last row
 * of h times the map from the unit circle to the ellipse; diag(1, 1, -1) is the circle's dual
 * conic. A line t = const touches the image where q·t² + 2·b·t - a = 0 (t counted from the image of
 * the centre, where nothing cancels). q > 0 because the box does not reach the horizon.
 */
static void ellipse_extent(const double row[3], const double w[3], double *low, double *high)
{
    double centre = row[2] / w[2];
    double u = row[0] - centre * w[0];
    double v = row[1] - centre * w[1];
    double a = u * u + v * v;
    double b = u * w[0] + v * w[1];
    double q = w[2] * w[2] - w[0] * w[0] - w[1] * w[1];
    double root = sqrt(b * b + a * q);
    *low = centre - (b + root) / q;
    *high = centre + (root - b) / q;
}

/* One row of h times [[width/2, 0, cx], [0, height/2, cy], [0, 0, 1]]. */
static void circle_row(const double *row, const mlt_box *box, double out[3])
{
    out[0] = row[0] * (box->width / 2);
    out[1] = row[1] * (box->height / 2);
    out[2] = row[0] * (box->x + box->width / 2) + row[1] * (box->y + box->height / 2) + row[2];
}

static mlt_box hull(const double low[2], const double high[2])
{
    return (mlt_box){low[0], low[1], high[0] - low[0], high[1] - low[1]};
}

static bool map_inexact(const mlt_map *map, const mlt_box *box, mlt_mapped_box *out)
{
    mlt_quad corners;
    if (!mlt_map_corners(map, box, &corners))
        return false;
    double low[2], high[2], inner_low[2], inner_high[2], row[3], w[3];
    extent(corners.x, &low[0], &high[0]);
    extent(corners.y, &low[1], &high[1]);
    circle_row(map->h + 6, box, w);
    for (int axis = 0; axis < 2; axis++) {
        circle_row(map->h + 3 * axis, box, row);
        ellipse_extent(row, w, &inner_low[axis], &inner_high[axis]);
        /* Rounding must not put the ellipse outside the box it lies in. */
        inner_low[axis] = inner_low[axis] > low[axis] ? inner_low[axis] : low[axis];
        inner_high[axis] = inner_high[axis] < high[axis] ? inner_high[axis] : high[axis];
    }
    out->outer = hull(low, high);
    out->inner = hull(inner_low, inner_high);
    out->area = quad_area(&corners);
    return true;
}

static bool is_finite_box(const mlt_box *box)
{
    return isfinite(box->x) && isfinite(box->y) && isfinite(box->width) && isfinite(box->height);
}

bool mlt_map_box(const mlt_map *map, const mlt_box *box, mlt_mapped_box *out)
{
    mlt_mapped_box mapped = {*box, *box, mlt_box_area(box)};
    if (map->type == MLT_MAP_LENS || !is_finite_box(box))
        return false;
    if (map->type == MLT_MAP_HOMOGRAPHY) {
        if (mlt_map_is_exact(map))
            map_exact(map->h, box, &mapped);
        else if (!map_inexact(map, box, &mapped))
            return false;
    }
    if (!is_finite_box(&mapped.outer) || !is_finite_box(&mapped.inner) || !isfinite(mapped.area))
        return false;
    *out = mapped;
    return true;
}
