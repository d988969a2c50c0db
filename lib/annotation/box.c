/* SPDX-License-Identifier: MIT */
#include "annotation/box.h"

#include "annotation/cover.h"

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

double mlt_box_covered_area(const mlt_box *box, const mlt_box *rects, size_t n_rects)
{
    double sum = 0;
    mlt_box piece;
    mlt_cover walk = mlt_cover_start(box, rects, n_rects);
    while (mlt_cover_next(&walk, &piece))
        sum += mlt_box_area(&piece);
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
