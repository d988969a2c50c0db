/* SPDX-License-Identifier: MIT */
/*
 * Slab by slab between neighbouring horizontal edges, and within a slab run by run: exact, and
 * without memory. The time grows with the square of the number of rects or more, which is fine for
 * the dozens that a perturbation hides.
 */
#include "annotation/cover.h"

#include <math.h>

/* The first horizontal edge of a rect below y, or the end of the box. */
static double next_edge(const mlt_cover *walk, double y)
{
    double next = walk->box->y + walk->box->height;
    for (size_t i = 0; i < walk->n_rects; i++) {
        double top = walk->rects[i].y;
        double bottom = top + walk->rects[i].height;
        if (top > y && top < next)
            next = top;
        if (bottom > y && bottom < next)
            next = bottom;
    }
    return next;
}

/* Whether a rect covers the whole height of the slab. */
static bool spans(const mlt_cover *walk, const mlt_box *rect)
{
    return rect->width > 0 && rect->y <= walk->top && rect->y + rect->height >= walk->bottom;
}

/* Where the first covered point at or after x is; INFINITY if there is none. */
static double run_start(const mlt_cover *walk)
{
    double start = INFINITY;
    for (size_t i = 0; i < walk->n_rects; i++) {
        const mlt_box *rect = &walk->rects[i];
        double from = rect->x > walk->x ? rect->x : walk->x;
        if (spans(walk, rect) && rect->x + rect->width > walk->x && from < start)
            start = from;
    }
    return start;
}

/* How far the run goes. Rects come in any order, so it grows until none makes it longer. */
static double run_end(const mlt_cover *walk, double start)
{
    double end = start;
    for (bool grew = true; grew;) {
        grew = false;
        for (size_t i = 0; i < walk->n_rects; i++) {
            const mlt_box *rect = &walk->rects[i];
            if (spans(walk, rect) && rect->x <= end && rect->x + rect->width > end) {
                end = rect->x + rect->width;
                grew = true;
            }
        }
    }
    return end;
}

mlt_cover mlt_cover_start(const mlt_box *box, const mlt_box *rects, size_t n_rects)
{
    mlt_cover walk = {box, rects, n_rects, box->y, box->y, box->x};
    walk.bottom = next_edge(&walk, walk.top);
    return walk;
}

bool mlt_cover_next(mlt_cover *walk, mlt_box *piece)
{
    double right = walk->box->x + walk->box->width;
    while (walk->top < walk->bottom) {
        double start = run_start(walk);
        if (start < right) {
            double end = run_end(walk, start);
            walk->x = end;
            end = end < right ? end : right;
            *piece = (mlt_box){start, walk->top, end - start, walk->bottom - walk->top};
            return true;
        }
        walk->top = walk->bottom;
        walk->bottom = next_edge(walk, walk->top);
        walk->x = walk->box->x;
    }
    return false;
}
