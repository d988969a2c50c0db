/* SPDX-License-Identifier: MIT */
#include "annotation/box.h"

#include <math.h>

static double larger(double a, double b)
{
    return a > b ? a : b;
}

static double smaller(double a, double b)
{
    return a < b ? a : b;
}

bool mlt_box_is_proper(const mlt_box *box)
{
    return isfinite(box->x) && isfinite(box->y) && isfinite(box->width) && isfinite(box->height) &&
           box->width > 0 && box->height > 0;
}

double mlt_box_area(const mlt_box *box)
{
    return box->width * box->height;
}

double mlt_box_intersection(const mlt_box *a, const mlt_box *b)
{
    double width = smaller(a->x + a->width, b->x + b->width) - larger(a->x, b->x);
    if (!(width > 0))
        return 0;
    double height = smaller(a->y + a->height, b->y + b->height) - larger(a->y, b->y);
    return height > 0 ? width * height : 0;
}

double mlt_box_iou(const mlt_box *a, const mlt_box *b)
{
    if (!mlt_box_is_proper(a) || !mlt_box_is_proper(b))
        return 0;
    double common = mlt_box_intersection(a, b);
    /* Nothing in common stays 0 even where the areas overflow or vanish. */
    return common > 0 ? common / (mlt_box_area(a) + mlt_box_area(b) - common) : 0;
}

/* An interval cut to [0, limit]; edges that are not cut keep their exact numbers. */
static bool clip_interval(double *start, double *length, double limit)
{
    double end = *start + *length;
    if (!(*length > 0) || !(end > 0) || !(*start < limit))
        return false;
    if (*start >= 0 && end <= limit)
        return true;
    *start = larger(*start, 0);
    *length = smaller(end, limit) - *start;
    return *length > 0;
}

mlt_box mlt_box_clip(const mlt_box *box, double width, double height)
{
    mlt_box out = *box;
    if (clip_interval(&out.x, &out.width, width) && clip_interval(&out.y, &out.height, height))
        return out;
    return (mlt_box){0, 0, 0, 0};
}

/* The smallest horizontal edge of box or a rect that lies below y and not past the box's own end.
 */
static double next_edge(double y, double end, const mlt_box *rects, size_t n)
{
    double next = end;
    for (size_t i = 0; i < n; i++) {
        double top = rects[i].y;
        double bottom = rects[i].y + rects[i].height;
        if (top > y && top < next)
            next = top;
        if (bottom > y && bottom < next)
            next = bottom;
    }
    return next;
}

/* Whether a rect spans the whole slab [top, bottom], which no edge crosses. */
static bool spans(const mlt_box *rect, double top, double bottom)
{
    return rect->width > 0 && rect->y <= top && rect->y + rect->height >= bottom;
}

/*
 * Where the run of covered points that starts at or after x starts and ends; false if none is left.
 * Rects may overlap and touch in any order, so the run grows until no rect makes it longer.
 */
static bool next_run(double *x, double *end, double top, double bottom, const mlt_box *rects,
                     size_t n)
{
    double start = INFINITY;
    for (size_t i = 0; i < n; i++)
        if (spans(&rects[i], top, bottom) && rects[i].x + rects[i].width > *x)
            start = smaller(start, larger(rects[i].x, *x));
    if (!isfinite(start))
        return false;
    double reach = start;
    for (double before = -INFINITY; reach > before;) {
        before = reach;
        for (size_t i = 0; i < n; i++)
            if (spans(&rects[i], top, bottom) && rects[i].x <= reach)
                reach = larger(reach, rects[i].x + rects[i].width);
    }
    *x = start;
    *end = reach;
    return true;
}

/* Length of the covered part of [left, right] within a slab. */
static double covered_length(double left, double right, double top, double bottom,
                             const mlt_box *rects, size_t n)
{
    double sum = 0;
    double x = left;
    double end;
    while (x < right && next_run(&x, &end, top, bottom, rects, n)) {
        if (x >= right)
            break;
        sum += smaller(end, right) - x;
        x = end;
    }
    return sum;
}

double mlt_box_covered_area(const mlt_box *box, const mlt_box *rects, size_t n_rects)
{
    double sum = 0;
    double bottom = box->y + box->height;
    double right = box->x + box->width;
    /* Slab by slab between neighbouring edges: exact, and needs no memory. */
    for (double y = box->y; y < bottom;) {
        double next = next_edge(y, bottom, rects, n_rects);
        sum += covered_length(box->x, right, y, next, rects, n_rects) * (next - y);
        y = next;
    }
    return sum;
}

static double clamp(double value, double low, double high)
{
    return value < low ? low : value > high ? high : value;
}

static bool same_box(const mlt_box *a, const mlt_box *b)
{
    return a->x == b->x && a->y == b->y && a->width == b->width && a->height == b->height;
}

mlt_box mlt_box_clamp_between(const mlt_box *p, const mlt_box *outer, const mlt_box *inner)
{
    /* An inner hull that was clipped away says nothing about where the object's edges are. */
    if (same_box(outer, inner) || !mlt_box_is_proper(inner))
        return *outer;
    double left = clamp(p->x, outer->x, inner->x);
    double top = clamp(p->y, outer->y, inner->y);
    double right = clamp(p->x + p->width, inner->x + inner->width, outer->x + outer->width);
    double bottom = clamp(p->y + p->height, inner->y + inner->height, outer->y + outer->height);
    return (mlt_box){left, top, right - left, bottom - top};
}
