/* SPDX-License-Identifier: MIT */
#include "kernel/map.h"

static void affine(double *restrict x, double *restrict y, const double *restrict h, size_t n)
{
    const double h0 = h[0], h1 = h[1], h2 = h[2], h3 = h[3], h4 = h[4], h5 = h[5];
    for (size_t i = 0; i < n; i++) {
        double px = x[i], py = y[i];
        x[i] = h0 * px + h1 * py + h2;
        y[i] = h3 * px + h4 * py + h5;
    }
}

static void project(double *restrict x, double *restrict y, const double *restrict h, size_t n)
{
    const double h0 = h[0], h1 = h[1], h2 = h[2], h3 = h[3], h4 = h[4], h5 = h[5];
    const double h6 = h[6], h7 = h[7], h8 = h[8];
    for (size_t i = 0; i < n; i++) {
        double px = x[i], py = y[i];
        double w = h6 * px + h7 * py + h8;
        w = w > 0 ? w : __builtin_nan("");
        x[i] = (h0 * px + h1 * py + h2) / w;
        y[i] = (h3 * px + h4 * py + h5) / w;
    }
}

static void unlens(double *restrict x, double *restrict y, const double *restrict v, size_t n)
{
    const double cx = v[0], cy = v[1], most = v[2] * v[2], unit = 1 / most, k1 = v[3];
    for (size_t i = 0; i < n; i++) {
        double dx = x[i] - cx, dy = y[i] - cy;
        double square = dx * dx + dy * dy;
        square = square < most ? square : most;
        double by = 1 + k1 * (square * unit);
        x[i] = cx + dx * by;
        y[i] = cy + dy * by;
    }
}

MLT_KERNEL_BUILD(mlt_map_loops) = {affine, project, unlens};
