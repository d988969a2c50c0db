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

mlt_zoom_place mlt_zoom_at(uint32_t i, uint32_t n, double zoom)
{
    uint32_t part = part_of(n, zoom), first = (n - part) / 2, size = mlt_zoom_size(n, zoom);
    double at = size > 1 ? (part - 1) / ((double)size - 1) * i : 0;
    uint32_t low = (uint32_t)at < part - 1 ? (uint32_t)at : part - 1;
    double t = at - low < 1 ? at - low : 0;
    return (mlt_zoom_place){first + low, first + (low + 1 < part ? low + 1 : low), t};
}
