/* SPDX-License-Identifier: MIT */
/*
 * What lies beyond a picture's edges.
 */
#ifndef MLT_IMAGE_EDGE_H
#define MLT_IMAGE_EDGE_H

#include <stddef.h>
#include <stdint.h>

typedef enum {
    MLT_EDGE_REPLICATE, /* aaa|abc|ccc */
    MLT_EDGE_REFLECT,   /* cba|abc|cba */
    MLT_EDGE_REFLECT101 /* dcb|abcd|cba */
} mlt_edge;

/* Which of n ≥ 1 places is shown at place v of an unbounded line. */
static inline size_t mlt_edge_place(int64_t v, size_t n, mlt_edge edge)
{
    int64_t size = (int64_t)n, twice = edge == MLT_EDGE_REFLECT101 ? 2 * size - 2 : 2 * size;
    if (v >= 0 && v < size)
        return (size_t)v;
    if (edge == MLT_EDGE_REPLICATE || twice == 0)
        return v < 0 ? 0 : n - 1;
    int64_t at = v % twice, end = edge == MLT_EDGE_REFLECT101 ? twice : twice - 1;
    at = at < 0 ? at + twice : at;
    return (size_t)(at < size ? at : end - at);
}

#endif
