/* SPDX-License-Identifier: MIT */
#include "kernel/coordinates.h"

#include <math.h>
#include <stdbool.h>

/* --- homographies ----------------------------------------------------------------------------- */

/* Called with a constant. */
static inline void apply(double *restrict x, double *restrict y, const double *h, double row,
                         size_t n, bool divides)
{
    const double a = h[0], b = h[1] * row, c = h[2], d = h[3], e = h[4] * row, f = h[5];
    const double p = h[6], q = h[7] * row, r = h[8];
    for (size_t i = 0; i < n; i++) {
        double column = (double)(int32_t)i + 0.5;
        double w = divides ? p * column + q + r : 1;
        x[i] = (a * column + b + c) / w;
        y[i] = (d * column + e + f) / w;
    }
}

static void project(double *restrict x, double *restrict y, const double h[9], uint32_t row,
                    size_t n)
{
    if (h[6] == 0 && h[7] == 0 && h[8] == 1)
        apply(x, y, h, row + 0.5, n, false);
    else
        apply(x, y, h, row + 0.5, n, true);
}

/* --- places ----------------------------------------------------------------------------------- */

/* Which pixels of a line there are to lie between, counted from the margin's. */
typedef struct {
    double first, last; /* centres */
    double half;        /* a step's, and the margin in steps */
    int32_t last_low;
} range;

static range range_of(uint32_t size, uint32_t margin)
{
    int32_t n = (int32_t)((size < MLT_SCENE_MOST ? size : MLT_SCENE_MOST) + 2 * margin);
    double first = -(double)margin;
    return (range){first, first + n - 1, 256.0 * margin + 0.5, n > 1 ? n - 2 : 0};
}

/* A point in steps of 1/256 pixel from the first centre. */
static inline int32_t steps_of(double v, const range *r)
{
    double at = v - 0.5;
    at = at > r->first ? at : r->first; /* NaN goes there too */
    at = at < r->last ? at : r->last;
    return (int32_t)(at * 256 + r->half);
}

static void locate(const mlt_places *places, const mlt_scene *scene, const double *restrict x,
                   const double *restrict y, size_t n)
{
    const range columns = range_of(scene->width, scene->margin);
    const range lines = range_of(scene->height, scene->margin);
    size_t *restrict at = places->at;
    float *restrict tx = places->tx, *restrict ty = places->ty;
    uint32_t line = (uint32_t)scene->line, pixel = (uint32_t)scene->pixel;
    for (size_t i = 0; i < n; i++) {
        int32_t across = steps_of(x[i], &columns), down = steps_of(y[i], &lines);
        int32_t column = across >> 8, row = down >> 8;
        column = column < columns.last_low ? column : columns.last_low;
        row = row < lines.last_low ? row : lines.last_low;
        tx[i] = (float)(across - 256 * column) / 256;
        ty[i] = (float)(down - 256 * row) / 256;
        at[i] = (size_t)((uint64_t)(uint32_t)row * line + (uint32_t)column * pixel);
    }
}

/* --- displaced pixels ------------------------------------------------------------------------- */

/* Mirrored places repeat every 2n and are even about -1/2. */
static inline float mirror(float v, float n, float inverse)
{
    float u = fabsf(v + 0.5f), whole = (float)(int32_t)(u * inverse);
    u -= 2 * n * whole;
    u = u < 2 * n - u ? u : 2 * n - u;
    u -= 0.5f;
    u = u > 0 ? u : 0;
    return u < n - 1 ? u : n - 1;
}

static void displace(const mlt_places *places, const mlt_scene *scene, const float *restrict shifts,
                     uint32_t row)
{
    const range columns = range_of(scene->width, 0), lines = range_of(scene->height, 0);
    float width = (float)scene->width, height = (float)scene->height;
    float across = 1 / (2 * width), down = 1 / (2 * height), own = (float)row;
    size_t *restrict at = places->at;
    float *restrict tx = places->tx, *restrict ty = places->ty;
    uint32_t line = (uint32_t)scene->line, pixel = (uint32_t)scene->pixel;
    size_t n = scene->width;
    for (size_t i = 0; i < n; i++) {
        float x = mirror((float)(int32_t)i + shifts[2 * i], width, across);
        float y = mirror(own + shifts[2 * i + 1], height, down);
        int32_t low = (int32_t)x, above = (int32_t)y;
        low = low < columns.last_low ? low : columns.last_low;
        above = above < lines.last_low ? above : lines.last_low;
        tx[i] = x - (float)low;
        ty[i] = y - (float)above;
        at[i] = (size_t)((uint64_t)(uint32_t)above * line + (uint32_t)low * pixel);
    }
}

MLT_KERNEL_BUILD(mlt_coordinate_loops) = {project, locate, displace};
