/* SPDX-License-Identifier: MIT */
#include "annotation/map.h"

#include <math.h>
#include <string.h>

#include "kernel/kernels.h"

static void apply_homography(const double h[9], double *x, double *y, size_t n)
{
    const mlt_map_loops *loops = mlt_kernels_get()->map;
    if (memcmp(h, mlt_map_identity.h, sizeof mlt_map_identity.h) == 0)
        return;
    if (h[6] == 0 && h[7] == 0)
        loops->affine(x, y, h, n);
    else
        loops->project(x, y, h, n);
}

/* All points of a row have the same y, unless something turned them before. */
static void shift_rows(const mlt_curve *curve, double *x, const double *y, size_t n)
{
    double shift = 0, of = NAN;
    for (size_t i = 0; i < n; i++) {
        if (y[i] != of) {
            double same = of = y[i];
            shift = 0;
            mlt_curve_apply(curve, &shift, &same);
        }
        x[i] += shift;
    }
}

static void apply_curve(const mlt_curve *curve, double *x, double *y, size_t n)
{
    if (curve->type == MLT_CURVE_UNLENS)
        mlt_kernels_get()->map->unlens(x, y, curve->v, n);
    else if (curve->type == MLT_CURVE_ROWS)
        shift_rows(curve, x, y, n);
    else
        for (size_t i = 0; i < n; i++)
            mlt_curve_apply(curve, &x[i], &y[i]);
}

void mlt_map_row(const mlt_map *map, uint32_t y, double *out_x, double *out_y, size_t n)
{
    for (size_t i = 0; i < n; i++) {
        out_x[i] = (double)i + 0.5;
        out_y[i] = y + 0.5;
    }
    for (int i = 0; i < map->n_parts; i++) {
        apply_homography(map->parts[i].h, out_x, out_y, n);
        apply_curve(&map->parts[i].curve, out_x, out_y, n);
    }
    apply_homography(map->h, out_x, out_y, n);
}
