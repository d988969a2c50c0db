/* SPDX-License-Identifier: MIT */
#include "image/zoom.h"

#include <math.h>

static uint32_t part_of(uint32_t n, double zoom)
{
    return (uint32_t)ceil(n / zoom);
}

uint32_t mlt_zoom_size(uint32_t n, double zoom)
{
    return (uint32_t)rint(part_of(n, zoom) * zoom);
}

/* What all pixels of a line share. */
typedef struct {
    uint32_t part, first;
    double step;
} line;

static line line_of(uint32_t n, double zoom)
{
    line l = {.part = part_of(n, zoom)};
    uint32_t size = mlt_zoom_size(n, zoom);
    l.first = (n - l.part) / 2;
    l.step = size > 1 ? (l.part - 1) / ((double)size - 1) : 0;
    return l;
}

static mlt_zoom_place place_on(const line *l, uint32_t i)
{
    double at = l->step * i;
    uint32_t low = (uint32_t)at < l->part - 1 ? (uint32_t)at : l->part - 1;
    double t = at - low < 1 ? at - low : 0;
    return (mlt_zoom_place){l->first + low, l->first + (low + 1 < l->part ? low + 1 : low), t};
}

mlt_zoom_place mlt_zoom_at(uint32_t i, uint32_t n, double zoom)
{
    line l = line_of(n, zoom);
    return place_on(&l, i);
}

void mlt_zoom_line(uint32_t *low, float *t, uint32_t n_out, uint32_t n, double zoom)
{
    line l = line_of(n, zoom);
    for (uint32_t i = 0; i < n_out; i++) {
        mlt_zoom_place p = place_on(&l, i);
        low[i] = p.low;
        t[i] = p.high > p.low ? (float)p.t : 0;
    }
}
