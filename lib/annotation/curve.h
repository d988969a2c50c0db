/* SPDX-License-Identifier: MIT */
/*
 * The parts of a map that are no homographies: what bends straight lines. Each moves every point
 * of the plane somewhere, and no two points to the same place.
 */
#ifndef MLT_ANNOTATION_CURVE_H
#define MLT_ANNOTATION_CURVE_H

#include <stdbool.h>

typedef enum {
    /*
     * cx, cy, r, k1. A point p of the bent picture shows what was at c + (p - c)(1 + k1·ρ²) with
     * ρ = |p - c| / r: k1 < 0 bends lines inwards (pincushion), k1 > 0 outwards (barrel). r is
     * half the diagonal of the picture, so ρ ≤ 1 in all of it. Beyond ρ = 1, where no pixel is,
     * the lens magnifies as it does at ρ = 1: the formula would fold the plane there for k1 < 0,
     * and what was cut off at a corner would be nowhere. It folds the picture itself for
     * k1 ≤ -1/3, which is refused.
     */
    MLT_CURVE_LENS = 1,
    MLT_CURVE_UNLENS = 2, /* the inverse of that lens, by the same numbers */
    /* amplitude, period, phase: (x, y) goes to (x + amplitude·sin(2π(y / period + phase)), y). */
    MLT_CURVE_ROWS = 3
} mlt_curve_type;

enum { MLT_CURVE_NUMBERS = 4 };

typedef struct {
    mlt_curve_type type;
    double v[MLT_CURVE_NUMBERS]; /* those that the type does not have are 0 */
} mlt_curve;

/* How many numbers a type has. */
int mlt_curve_size(mlt_curve_type type);
/* Finite, 1e-6 ≤ r ≤ 1e12, -1/3 < k1 ≤ 10, period > 0. */
bool mlt_curve_is_sound(const mlt_curve *curve);
/* A lens with k1 = 0, or an amplitude of 0. */
bool mlt_curve_is_straight(const mlt_curve *curve);
mlt_curve mlt_curve_inverse(const mlt_curve *curve);
void mlt_curve_apply(const mlt_curve *curve, double *x, double *y);

#endif
