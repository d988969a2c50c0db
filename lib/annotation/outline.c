/* SPDX-License-Identifier: MIT */
#include "annotation/outline.h"

#include <math.h>

typedef struct {
    double x, y;
} point;

/* A side of a box, walked along from t = 0 to 1. */
typedef struct {
    const mlt_map *map;
    point from, to;
    double side;
    int splits; /* how often a piece may still be halved */
} path;

static bool point_at(const path *p, double t, point *out)
{
    return mlt_map_point(p->map, p->from.x + t * (p->to.x - p->from.x),
                         p->from.y + t * (p->to.y - p->from.y), &out->x, &out->y);
}

/* Whether m is more than a twentieth of a pixel beside the line from a to b. */
static bool is_beside(point m, point a, point b)
{
    double dx = b.x - a.x, dy = b.y - a.y, ex = m.x - a.x, ey = m.y - a.y;
    double cross = dx * ey - dy * ex;
    return cross * cross > 0.05 * 0.05 * (dx * dx + dy * dy);
}

static void append(mlt_outline *out, double t, point a)
{
    out->t[out->n] = t;
    out->x[out->n] = a.x;
    out->y[out->n++] = a.y;
}

/* What lies between t0 and t1: its ends and its middle. */
typedef struct {
    double t0, t1;
    point a, m, b;
} piece;

/*
 * The points of a piece but b. Both halves are looked at, since a way that sways goes through the
 * middle of its ends; their middles are used too, and make a smooth way four times better than
 * asked for.
 */
static bool add_piece(mlt_outline *out, path *p, const piece *whole)
{
    double t0 = whole->t0, t1 = whole->t1, middle = (t0 + t1) / 2;
    point q, r;
    if (!point_at(p, (t0 + middle) / 2, &q) || !point_at(p, (middle + t1) / 2, &r))
        return false;
    if (p->splits > 0 && (is_beside(q, whole->a, whole->m) || is_beside(r, whole->m, whole->b))) {
        const piece first = {t0, middle, whole->a, q, whole->m};
        const piece second = {middle, t1, whole->m, r, whole->b};
        p->splits--;
        return add_piece(out, p, &first) && add_piece(out, p, &second);
    }
    append(out, p->side + t0, whole->a);
    append(out, p->side + (t0 + middle) / 2, q);
    append(out, p->side + middle, whole->m);
    append(out, p->side + (middle + t1) / 2, r);
    return true;
}

/* To begin with: so many pieces that no wave of shifted rows is stepped over. */
int mlt_outline_add_waves(int n, double each, double waves, int most)
{
    return n + each * waves < most ? n + (int)(each * waves) : most;
}

static bool add_side(mlt_outline *out, const mlt_map *map, int side, point from, point to)
{
    int n = mlt_outline_add_waves(1, 3, mlt_map_waves(map, from.x, from.y, to.x, to.y),
                                  MLT_OUTLINE_MOST_EDGE / 4);
    path p = {map, from, to, side, MLT_OUTLINE_MOST_EDGE / 4 - n};
    piece next;
    if (!point_at(&p, 0, &next.a))
        return false;
    for (int i = 0; i < n; i++, next.a = next.b) {
        next.t0 = (double)i / n;
        next.t1 = (double)(i + 1) / n;
        if (!point_at(&p, (next.t0 + next.t1) / 2, &next.m) || !point_at(&p, next.t1, &next.b) ||
            !add_piece(out, &p, &next))
            return false;
    }
    return true;
}

bool mlt_outline_add_side(mlt_outline *out, const mlt_map *map, double x0, double y0, double x1,
                          double y1)
{
    return add_side(out, map, 0, (point){x0, y0}, (point){x1, y1});
}

/* The weight of a homography is linear: positive over the box if it is at the corners. */
static bool add_corners(mlt_outline *out, const mlt_map *map, const point corners[4])
{
    for (int i = 0; i < 4; i++)
        if (!mlt_map_point(map, corners[i].x, corners[i].y, &out->x[i], &out->y[i]))
            return false;
    out->n = 4;
    return true;
}

bool mlt_outline_box(mlt_outline *out, const mlt_map *map, const mlt_box *box)
{
    const double right = box->x + box->width, bottom = box->y + box->height;
    const point corners[4] = {{box->x, box->y}, {right, box->y}, {right, bottom}, {box->x, bottom}};
    if (map->n_parts == 0)
        return add_corners(out, map, corners);
    out->n = 0;
    for (int i = 0; i < 4; i++) {
        if (!add_side(out, map, i, corners[i], corners[(i + 1) % 4]))
            return false;
    }
    return true;
}

static void extent(const double *v, int n, double *low, double *length)
{
    double high = *low = v[0];
    for (int i = 1; i < n; i++) {
        *low = v[i] < *low ? v[i] : *low;
        high = v[i] > high ? v[i] : high;
    }
    *length = high - *low;
}

mlt_box mlt_outline_hull(const mlt_outline *outline)
{
    mlt_box hull;
    extent(outline->x, outline->n, &hull.x, &hull.width);
    extent(outline->y, outline->n, &hull.y, &hull.height);
    return hull;
}

/* Half the cross product of the diagonals of four points; of more the sum of all triangles. */
double mlt_outline_area(const mlt_outline *outline)
{
    const double *x = outline->x, *y = outline->y;
    double twice = 0;
    for (int i = 2; i < outline->n; i++)
        twice += (x[i - 1] - x[0]) * (y[i] - y[0]) - (y[i - 1] - y[0]) * (x[i] - x[0]);
    return fabs(twice) / 2;
}

/* The mean over a straight way from a to b of how far it is within 0 … width. */
static double mean_within(double a, double b, double width)
{
    double low = a < b ? a : b, high = a < b ? b : a;
    if (low >= width)
        return width;
    if (high <= 0)
        return 0;
    if (low >= 0 && high <= width)
        return (low + high) / 2;
    double length = high - low, start = low > 0 ? low : 0, end = high < width ? high : width;
    double inside = (end - start) / length, beyond = (high - end) / length;
    return inside * (start + end) / 2 + beyond * width;
}

/*
 * The area to the left of an edge, within the rectangle, positive for edges that run downwards.
 * Around a closed outline these add up to the area inside it (Green's theorem), whatever its shape:
 * no polygon is cut.
 */
static double left_of_edge(double x0, double y0, double x1, double y1, const mlt_box *rect)
{
    double top = y0 < y1 ? y0 : y1, bottom = y0 < y1 ? y1 : y0;
    double from = top > rect->y ? top : rect->y;
    double to = bottom < rect->y + rect->height ? bottom : rect->y + rect->height;
    if (!(from < to))
        return 0;
    double slope = (x1 - x0) / (y1 - y0);
    double a = from == y0 ? x0 : from == y1 ? x1 : x0 + slope * (from - y0);
    double b = to == y0 ? x0 : to == y1 ? x1 : x0 + slope * (to - y0);
    double area = (to - from) * mean_within(a - rect->x, b - rect->x, rect->width);
    return y0 < y1 ? area : -area;
}

double mlt_outline_area_within(const mlt_outline *outline, const mlt_box *rect)
{
    const double *x = outline->x, *y = outline->y;
    double sum = 0;
    for (int i = 0, last = outline->n - 1; i < outline->n; last = i++)
        sum += left_of_edge(x[last], y[last], x[i], y[i], rect);
    return fabs(sum);
}
