/* SPDX-License-Identifier: MIT */
/*
 * Plasma: a cloudy map by midpoint displacement on a square grid that goes round.
 */
#ifndef MLT_IMAGE_PLASMA_H
#define MLT_IMAGE_PLASMA_H

#include <stddef.h>
#include <stdint.h>

/*
 * Where a plasma gets its numbers, uniform in [0, 1). A level doubles the grid of `points` numbers
 * a side (1, 2, 4 …); row y of its squares takes 3 · points numbers: those of the centres, then of
 * the upper edges, then of the left ones. The same row may be asked for twice and has the same
 * numbers then.
 */
typedef struct {
    void (*row)(void *from, uint32_t points, uint32_t y, float *out);
    void *from;
} mlt_plasma_numbers;

typedef struct {
    uint32_t side;           /* of the whole map: a power of two, at least 2 */
    uint32_t height;         /* how many of its rows are wanted */
    double amplitude, decay; /* of the first level, and from a level to the next */
    const mlt_plasma_numbers *numbers;
} mlt_plasma;

typedef struct {
    const float *rows;
    size_t stride;
    float low, high; /* the extremes of the whole map */
} mlt_plasma_map;

size_t mlt_plasma_bytes(const mlt_plasma *p);
/* The upper rows of the map, which lies in `work`. */
void mlt_plasma_make(mlt_plasma_map *map, const mlt_plasma *p, void *work);

#endif
