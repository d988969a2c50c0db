/* SPDX-License-Identifier: MIT */
#include "annotation/map.h"

#include <math.h>

#include "annotation/hull.h"

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

/*
 * Extent of the mapped inscribed ellipse along one axis. row and w are that axis' and the last row
 * of h times the map from the unit circle to the ellipse; diag(1, 1, -1) is the circle's dual
 * conic. A line t = const touches the image where q·t² + 2·b·t - a = 0 (t counted from the image of
 * the centre, where nothing cancels). q > 0 because the box does not reach the horizon.
 */
static void ellipse_extent(const double row[3], const double w[3], double *low, double *length)
{
    double centre = row[2] / w[2];
    double u = row[0] - centre * w[0];
    double v = row[1] - centre * w[1];
    double a = u * u + v * v;
    double b = u * w[0] + v * w[1];
    double q = w[2] * w[2] - w[0] * w[0] - w[1] * w[1];
    double root = sqrt(b * b + a * q);
    *low = centre - (b + root) / q;
    *length = centre + (root - b) / q - *low;
}

/* One row of h times [[width/2, 0, cx], [0, height/2, cy], [0, 0, 1]]. */
static void circle_row(const double *row, const mlt_box *box, double out[3])
{
    out[0] = row[0] * (box->width / 2);
    out[1] = row[1] * (box->height / 2);
    out[2] = row[0] * (box->x + box->width / 2) + row[1] * (box->y + box->height / 2) + row[2];
}

static void map_ellipse(const double h[9], const mlt_box *box, mlt_box *out)
{
    double row[3], w[3];
    circle_row(h + 6, box, w);
    circle_row(h, box, row);
    ellipse_extent(row, w, &out->x, &out->width);
    circle_row(h + 3, box, row);
    ellipse_extent(row, w, &out->y, &out->height);
}

/* Rounding, or pieces of another length, must not put the ellipse outside the box it lies in. */
static void keep_inside(double *start, double *length, double outer_start, double outer_length)
{
    double end = *start + *length, outer_end = outer_start + outer_length;
    *start = *start > outer_start ? *start : outer_start;
    *length = (end < outer_end ? end : outer_end) - *start;
    *length = *length < outer_length ? *length : outer_length;
}

static bool map_inexact(const mlt_map *map, const mlt_box *box, mlt_mapped_box *out)
{
    mlt_outline outline;
    if (!mlt_outline_box(&outline, map, box))
        return false;
    out->area = mlt_outline_area(&outline);
    if (map->n_parts == 0) {
        out->outer = mlt_outline_hull(&outline);
        map_ellipse(map->h, box, &out->inner);
    } else {
        out->outer = mlt_hull_of_box(map, box, &outline);
        if (!mlt_hull_of_ellipse(map, box, &out->inner))
            return false;
    }
    keep_inside(&out->inner.x, &out->inner.width, out->outer.x, out->outer.width);
    keep_inside(&out->inner.y, &out->inner.height, out->outer.y, out->outer.height);
    return true;
}

static bool is_finite_box(const mlt_box *box)
{
    return isfinite(box->x) && isfinite(box->y) && isfinite(box->width) && isfinite(box->height);
}

bool mlt_map_box(const mlt_map *map, const mlt_box *box, mlt_mapped_box *out)
{
    mlt_mapped_box mapped = {*box, *box, mlt_box_area(box)};
    if (!is_finite_box(box))
        return false;
    if (map->type != MLT_MAP_IDENTITY) {
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
