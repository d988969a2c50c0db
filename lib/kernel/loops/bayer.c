/* SPDX-License-Identifier: MIT */
#include "kernel/bayer.h"

/* Even rows are R G R G …, odd ones G B G B …: the level at an even place is channel `row` of its
 * pixel, and the next one the channel behind that. */
static void measure(float *restrict out, const float *restrict rgb, size_t row, size_t n)
{
    const float *even = rgb + row % 2, *odd = even + 4;
    for (size_t i = 0; i < n / 2; i++) {
        out[2 * i] = even[6 * i];
        out[2 * i + 1] = odd[6 * i];
    }
    if (n % 2 == 1)
        out[n - 1] = rgb[3 * (n - 1) + row % 2];
}

/* Means of levels around place i: beside it, above and below it, of both, and of the corners. */
typedef struct {
    float across, down, cross, corners;
} around;

static inline around around_at(const float *above, const float *own, const float *below, size_t i)
{
    float across = own[i - 1] + own[i + 1], down = above[i] + below[i];
    float corners = above[i - 1] + above[i + 1] + (below[i - 1] + below[i + 1]);
    return (around){across / 2, down / 2, (across + down) / 4, corners / 4};
}

/* The pixel at a place of R or B: own is its level's colour, other the opposite one. */
static inline void develop_colour(float *p, int own_colour, float own, around a)
{
    p[own_colour] = own;
    p[1] = a.cross;
    p[2 - own_colour] = a.corners;
}

/* The pixel at a place of G, whose row has that colour beside it. */
static inline void develop_green(float *p, int row_colour, float own, around a)
{
    p[1] = own;
    p[row_colour] = a.across;
    p[2 - row_colour] = a.down;
}

static void develop_red_row(float *restrict rgb, const float *restrict above,
                            const float *restrict own, const float *restrict below, size_t n)
{
    for (size_t i = 0; i < n; i += 2)
        develop_colour(rgb + 3 * i, 0, own[i], around_at(above, own, below, i));
    for (size_t i = 1; i < n; i += 2)
        develop_green(rgb + 3 * i, 0, own[i], around_at(above, own, below, i));
}

static void develop_blue_row(float *restrict rgb, const float *restrict above,
                             const float *restrict own, const float *restrict below, size_t n)
{
    for (size_t i = 0; i < n; i += 2)
        develop_green(rgb + 3 * i, 2, own[i], around_at(above, own, below, i));
    for (size_t i = 1; i < n; i += 2)
        develop_colour(rgb + 3 * i, 2, own[i], around_at(above, own, below, i));
}

static void develop(float *rgb, const float *above, const float *own, const float *below,
                    size_t row, size_t n)
{
    if (row % 2 == 0)
        develop_red_row(rgb, above, own, below, n);
    else
        develop_blue_row(rgb, above, own, below, n);
}

MLT_KERNEL_BUILD(mlt_bayer_loops) = {measure, develop};
