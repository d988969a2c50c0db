/* SPDX-License-Identifier: MIT */
#include "annotation/visible.h"

#include "annotation/cover.h"

#include <math.h>

/*
 * Four corners and four cuts. A convex polygon gains one corner a cut; but where rounding bends an
 * edge that lies along the cut, half as many again: 4, 6, 9, 13, 19.
 */
typedef struct {
    double x[20], y[20];
    int n;
} polygon;

/* What is left of a polygon on the inner side of a·x + b·y <= c. */
static polygon cut(const polygon *from, double a, double b, double c)
{
    polygon out = {{0}, {0}, 0};
    for (int i = 0; i < from->n; i++) {
        int j = (i + 1) % from->n;
        double here = a * from->x[i] + b * from->y[i] - c;
        double there = a * from->x[j] + b * from->y[j] - c;
        if (here <= 0) {
            out.x[out.n] = from->x[i];
            out.y[out.n++] = from->y[i];
        }
        if ((here < 0 && there > 0) || (here > 0 && there < 0)) {
            double t = here / (here - there);
            out.x[out.n] = from->x[i] + t * (from->x[j] - from->x[i]);
            out.y[out.n++] = from->y[i] + t * (from->y[j] - from->y[i]);
        }
    }
    return out;
}

static double area_of(const polygon *p)
{
    double twice = 0;
    for (int i = 2; i < p->n; i++)
        twice += (p->x[i - 1] - p->x[0]) * (p->y[i] - p->y[0]) -
                 (p->y[i - 1] - p->y[0]) * (p->x[i] - p->x[0]);
    return fabs(twice) / 2;
}

static double area_within(const polygon *p, const mlt_box *box)
{
    polygon q = cut(p, -1, 0, -box->x);
    q = cut(&q, 1, 0, box->x + box->width);
    q = cut(&q, 0, -1, -box->y);
    q = cut(&q, 0, 1, box->y + box->height);
    return area_of(&q);
}

static double visible_polygon(const polygon *p, const mlt_box *inside, const mlt_box *cover,
                              size_t n_cover)
{
    double area = area_within(p, inside);
    mlt_box piece;
    mlt_cover walk = mlt_cover_start(inside, cover, n_cover);
    while (mlt_cover_next(&walk, &piece))
        area -= area_within(p, &piece);
    return area;
}

bool mlt_visible_fraction(const mlt_map *map, const mlt_box *box, double width, double height,
                          const mlt_box *cover, size_t n_cover, double *fraction)
{
    mlt_mapped_box mapped;
    mlt_quad corners;
    if (!mlt_map_box(map, box, &mapped) || !mlt_map_corners(map, box, &corners))
        return false;
    mlt_box inside = mlt_box_clip(&mapped.outer, width, height);
    double visible;
    if (mlt_map_is_exact(map)) {
        visible = mlt_box_area(&inside) - mlt_box_covered_area(&inside, cover, n_cover);
    } else {
        polygon p = {{0}, {0}, 4};
        for (int i = 0; i < 4; i++) {
            p.x[i] = corners.x[i];
            p.y[i] = corners.y[i];
        }
        visible = visible_polygon(&p, &inside, cover, n_cover);
    }
    double share = mapped.area > 0 ? visible / mapped.area : 0;
    *fraction = share < 0 ? 0 : share > 1 ? 1 : share;
    return true;
}
