/* SPDX-License-Identifier: MIT */
#include "image/plasma.h"

#include <stdbool.h>
#include <string.h>

#include "kernel/kernels.h"

/* Numbers from a row to the next: a number more for going round, and not a power of two, whose
 * rows would share their places in the cache. */
static size_t stride_of(const mlt_plasma *p)
{
    return (size_t)p->side + 16;
}

/* The large grid holds the wanted rows, and before them the map of a quarter of the side. */
static size_t large_rows(const mlt_plasma *p)
{
    return p->height > p->side / 4 ? p->height : p->side / 4;
}

/* The grid, the one of half its side, and what one row needs: numbers, two rows of centres, two
 * fine rows that nobody wants, two of extremes. */
size_t mlt_plasma_bytes(const mlt_plasma *p)
{
    return stride_of(p) * (large_rows(p) + p->side / 2 + 8) * sizeof(float);
}

/* A level in the making. */
typedef struct {
    const mlt_plasma *p;
    const mlt_plasma_loops *loops;
    mlt_plasma_span span;
    uint32_t points, height; /* of the coarse grid; rows wanted of the fine one */
    size_t stride;
    const float *from;
    float *to, *u, *centres, *above, *unwanted, *low, *high;
} level;

static const float *coarse_row(const level *l, uint32_t y)
{
    return l->from + (size_t)(y & (l->points - 1)) * l->stride;
}

static float *fine_row(const level *l, uint32_t y)
{
    return y < l->height ? l->to + (size_t)y * l->stride : l->unwanted + (y & 1) * l->stride;
}

static void make_centres(level *l, uint32_t y)
{
    uint32_t n = l->points;
    l->p->numbers->row(l->p->numbers->from, n, y, l->u);
    l->loops->centres(l->centres, coarse_row(l, y), coarse_row(l, y + 1), l->u, &l->span, n);
    l->centres[-1] = l->centres[n - 1];
}

static void swap_centres(level *l)
{
    float *kept = l->above;
    l->above = l->centres;
    l->centres = kept;
}

/* Row by row of squares; those above the first are the last. */
static void make_level(level *l)
{
    uint32_t n = l->points;
    make_centres(l, n - 1);
    for (uint32_t y = 0; y < n; y++) {
        float *even = fine_row(l, 2 * y), *odd = fine_row(l, 2 * y + 1);
        swap_centres(l);
        make_centres(l, y);
        const mlt_plasma_rows rows = {coarse_row(l, y), coarse_row(l, y + 1), l->centres, l->above};
        l->loops->edges(even, odd, &rows, l->u + n, &l->span, n);
        even[2 * n] = even[0];
        odd[2 * n] = odd[0];
        if (2 * n == l->p->side)
            l->loops->extremes(l->low, l->high, even, odd, 2 * (size_t)n);
    }
}

static void find_extremes(mlt_plasma_map *map, const level *l)
{
    map->low = l->low[0];
    map->high = l->high[0];
    for (uint32_t x = 1; x < l->p->side; x++) {
        map->low = l->low[x] < map->low ? l->low[x] : map->low;
        map->high = l->high[x] > map->high ? l->high[x] : map->high;
    }
}

void mlt_plasma_make(mlt_plasma_map *map, const mlt_plasma *p, void *work)
{
    size_t stride = stride_of(p);
    float *large = work, *half = large + large_rows(p) * stride;
    float *rows = half + p->side / 2 * stride;
    double amp = p->amplitude;
    level l = {.p = p,
               .loops = mlt_kernels_get()->plasma,
               .stride = stride,
               .u = rows,
               .centres = rows + 2 * stride + 16,
               .above = rows + 3 * stride + 16,
               .unwanted = rows + 4 * stride,
               .low = rows + 6 * stride,
               .high = rows + 7 * stride};
    memset(l.low, 0, 2 * stride * sizeof *l.low); /* the first corner is 0 */
    l.to = large;
    for (uint32_t n = p->side; n > 1; n /= 2) /* grids take turns, the large one is the last */
        l.to = l.to == large ? half : large;
    l.to[0] = l.to[1] = 0;
    for (l.points = 1; l.points < p->side; l.points *= 2, amp /= p->decay) {
        bool is_last = 2 * l.points == p->side;
        l.from = l.to;
        l.to = l.from == large ? half : large;
        l.height = is_last ? p->height : 2 * l.points;
        l.span = (mlt_plasma_span){(float)-(amp * amp), (float)(2 * amp * amp)};
        make_level(&l);
    }
    find_extremes(map, &l);
    map->rows = large;
    map->stride = stride;
}
