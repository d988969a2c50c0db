/* SPDX-License-Identifier: MIT */
/*
 * Real places of a line of pixels whose centres are the whole numbers.
 */
#ifndef MLT_IMAGE_BETWEEN_H
#define MLT_IMAGE_BETWEEN_H

#include <math.h>
#include <stdint.h>

/* Between which pixels a place lies, low and the next one, and how far along: 0 where there is no
 * next one. */
typedef struct {
    uint32_t low;
    float t;
} mlt_between;

/* The edges of a line of n ≥ 1 pixels repeat. */
static inline mlt_between mlt_between_at(double place, uint32_t n)
{
    double low = floor(place);
    if (low < 0 || low >= n - 1)
        return (mlt_between){low < 0 ? 0 : n - 1, 0};
    return (mlt_between){(uint32_t)low, (float)(place - low)};
}

#endif
