/* SPDX-License-Identifier: MIT */
#include "annotation/curve.h"

#include <math.h>

#include "base/math.h"

enum { CX, CY, R, K1 };
enum { AMPLITUDE, PERIOD, PHASE };

int mlt_curve_size(mlt_curve_type type)
{
    return type == MLT_CURVE_ROWS ? 3 : 4;
}

bool mlt_curve_is_sound(const mlt_curve *curve)
{
    const double *v = curve->v;
    for (int i = 0; i < MLT_CURVE_NUMBERS; i++)
        if (!isfinite(v[i]))
            return false;
    if (curve->type == MLT_CURVE_ROWS)
        return v[PERIOD] > 0;
    return v[R] >= 1e-6 && v[R] <= 1e12 && v[K1] > -1.0 / 3 && v[K1] <= 10;
}

bool mlt_curve_is_straight(const mlt_curve *curve)
{
    return curve->v[curve->type == MLT_CURVE_ROWS ? AMPLITUDE : K1] == 0;
}

mlt_curve mlt_curve_inverse(const mlt_curve *curve)
{
    mlt_curve out = *curve;
    if (curve->type == MLT_CURVE_ROWS)
        out.v[AMPLITUDE] = 0.0 - out.v[AMPLITUDE];
    else
        out.type = curve->type == MLT_CURVE_LENS ? MLT_CURVE_UNLENS : MLT_CURVE_LENS;
    return out;
}

/*
 * t / ρ of the ρ with ρ(1 + k1·ρ²) = t. Newton's method from a start between the root and the side
 * towards which the curve bends, so that it runs into the root from there without jumping over it.
 */
static double shrinks_by(double k1, double t)
{
    if (t >= 1 + k1)
        return 1 + k1;
    double rho = k1 < 0 ? t / (1 + k1 * t * t) : t < 1 ? t : 1;
    for (int i = 0; i < 100; i++) {
        double square = rho * rho;
        double step = (t - rho * (1 + k1 * square)) / (1 + 3 * k1 * square);
        double next = rho + step;
        if (next == rho || (step > 0) != (k1 < 0)) /* at the root, but for its rounding */
            break;
        rho = next;
    }
    return 1 + k1 * (rho < 1 ? rho * rho : 1);
}

static void lens(const double *v, double *x, double *y)
{
    double dx = *x - v[CX], dy = *y - v[CY];
    double by = shrinks_by(v[K1], sqrt(dx * dx + dy * dy) / v[R]);
    *x = v[CX] + dx / by;
    *y = v[CY] + dy / by;
}

/* As kernel/map.h has it for rows. */
static void unlens(const double *v, double *x, double *y)
{
    double dx = *x - v[CX], dy = *y - v[CY];
    double square = dx * dx + dy * dy, most = v[R] * v[R];
    double by = 1 + v[K1] * ((square < most ? square : most) * (1 / most));
    *x = v[CX] + dx * by;
    *y = v[CY] + dy * by;
}

void mlt_curve_apply(const mlt_curve *curve, double *x, double *y)
{
    const double turn = 2 * 3.14159265358979323846;
    const double *v = curve->v;
    if (curve->type == MLT_CURVE_LENS)
        lens(v, x, y);
    else if (curve->type == MLT_CURVE_UNLENS)
        unlens(v, x, y);
    else
        *x += v[AMPLITUDE] * mlt_sin(turn * (*y / v[PERIOD] + v[PHASE]));
}
