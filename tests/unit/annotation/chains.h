/* SPDX-License-Identifier: MIT */
/*
 * Random maps of every sort, and the same maps by other means: each link on its own, by the
 * formulas of the books, its inverse by bisection.
 */
#ifndef MLT_TESTS_CHAINS_H
#define MLT_TESTS_CHAINS_H

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "annotation/map.h"
#include "testing.h"

static const double chain_pi = 3.14159265358979323846;
static uint64_t chain_state = 1;

static inline double chain_random(double low, double high)
{
    chain_state = chain_state * 6364136223846793005u + 1442695040888963407u;
    return low + (high - low) * ((double)(chain_state >> 11) / 9007199254740992.0);
}

static inline mlt_map make(double a, double b, double c, double d, double e, double f, double g,
                           double h)
{
    const double numbers[9] = {a, b, c, d, e, f, g, h, 1};
    mlt_map map;
    ck_assert(mlt_map_from_homography(&map, numbers));
    return map;
}

/* Rotation, unequal scale, shear and perspective about the middle of a 640 × 480 picture. */
static inline mlt_map random_map(double perspective)
{
    double angle = chain_random(-chain_pi, chain_pi);
    mlt_map to_origin = make(1, 0, -320, 0, 1, -240, 0, 0);
    double sx = chain_random(0.3, 2);
    double sy = chain_random(0.3, 2);
    mlt_map bend =
        make(sx * cos(angle), -sy * sin(angle), 0, sx * sin(angle), sy * cos(angle), 0,
             chain_random(-perspective, perspective), chain_random(-perspective, perspective));
    mlt_map back = make(1, chain_random(-0.3, 0.3), 320, 0, 1, 240, 0, 0);
    mlt_map out;
    ck_assert(mlt_map_compose(&out, &to_origin, &bend));
    ck_assert(mlt_map_compose(&out, &out, &back));
    return out;
}

static inline void check_box(const mlt_box *got, double x, double y, double width, double height)
{
    ck_assert_double_eq(got->x, x);
    ck_assert_double_eq(got->y, y);
    ck_assert_double_eq(got->width, width);
    ck_assert_double_eq(got->height, height);
}

typedef enum { LINK_H, LINK_LENS, LINK_ROWS } link_type;

typedef struct {
    link_type type;
    double v[9];
} link;

typedef struct {
    link links[8];
    int n;
    mlt_map map;
} chain;

enum { CHAIN_WIDTH = 640, CHAIN_HEIGHT = 480, CHAIN_RADIUS = 400 };

/* Turn, scale, shear and a little perspective about the middle of the picture. */
static inline link random_homography(void)
{
    double angle = chain_random(-0.6, 0.6), sx = chain_random(0.6, 1.3),
           sy = chain_random(0.6, 1.3);
    double a = sx * cos(angle), b = -sy * sin(angle) + chain_random(-0.2, 0.2);
    double c = sx * sin(angle), d = sy * cos(angle);
    double g = chain_random(-2e-4, 2e-4), h = chain_random(-2e-4, 2e-4);
    double x = 320 + chain_random(-30, 30), y = 240 + chain_random(-30, 30);
    /* middle to the origin, bend, origin to (x, y) */
    double tx = -320 * a - 240 * b, ty = -320 * c - 240 * d, w = 1 - 320 * g - 240 * h;
    return (link){LINK_H,
                  {a + x * g, b + x * h, tx + x * w, c + y * g, d + y * h, ty + y * w, g, h, w}};
}

static inline link random_link(link_type type)
{
    if (type == LINK_H)
        return random_homography();
    if (type == LINK_LENS)
        return (link){LINK_LENS, {320, 240, CHAIN_RADIUS, chain_random(-0.3, 0.3)}};
    return (link){LINK_ROWS, {chain_random(-22, 22), chain_random(90, 500), chain_random(0, 1)}};
}

static inline mlt_map map_of_link(const link *l)
{
    mlt_map map;
    mlt_curve curve = {l->type == LINK_LENS ? MLT_CURVE_LENS : MLT_CURVE_ROWS, {0}};
    memcpy(curve.v, l->v, sizeof curve.v);
    if (l->type == LINK_H)
        ck_assert(mlt_map_from_homography(&map, l->v));
    else
        ck_assert(mlt_map_from_curve(&map, &curve));
    return map;
}

static inline chain make_chain(const link *links, int n)
{
    chain c = {.n = n, .map = mlt_map_identity};
    for (int i = 0; i < n; i++) {
        mlt_map next = map_of_link(&links[i]);
        c.links[i] = links[i];
        ck_assert(mlt_map_compose(&c.map, &c.map, &next));
    }
    return c;
}

/* A lens, shifted rows, or a chain of up to four links of any sort. */
static inline chain random_chain(void)
{
    link links[4];
    int n = 1 + (int)chain_random(0, 4);
    bool bends = false;
    for (int i = 0; i < n; i++) {
        link_type type = (link_type)chain_random(0, 3);
        links[i] = random_link(i == n - 1 && !bends ? LINK_LENS + (chain_random(0, 2) > 1) : type);
        bends |= links[i].type != LINK_H;
    }
    return make_chain(links, n);
}

/* How far from the centre the lens shows what was at distance t, both in r. */
static inline double lens_by_bisection(double k1, double t)
{
    double low = 0, high = 1;
    if (t >= 1 + k1)
        return t / (1 + k1);
    for (int i = 0; i < 200; i++) {
        double middle = (low + high) / 2;
        *(middle * (1 + k1 * middle * middle) < t ? &low : &high) = middle;
    }
    return low;
}

/* Set by what lies beyond the corner of a lens's picture, where there are no pixels. */
static bool chain_left_the_picture;

static inline void link_forward(const link *l, double *x, double *y)
{
    const double *v = l->v;
    double px = *x, py = *y;
    if (l->type == LINK_H) {
        double w = v[6] * px + v[7] * py + v[8];
        *x = (v[0] * px + v[1] * py + v[2]) / w;
        *y = (v[3] * px + v[4] * py + v[5]) / w;
    } else if (l->type == LINK_LENS) {
        double s = hypot(px - v[0], py - v[1]), rho = v[2] * lens_by_bisection(v[3], s / v[2]);
        chain_left_the_picture |= s >= v[2] * (1 + v[3]);
        *x = s > 0 ? v[0] + (px - v[0]) * rho / s : px;
        *y = s > 0 ? v[1] + (py - v[1]) * rho / s : py;
    } else {
        *x = px + v[0] * sin(2 * chain_pi * (py / v[1] + v[2]));
    }
}

static inline void link_back(const link *l, double *x, double *y)
{
    const double *v = l->v;
    double px = *x, py = *y;
    if (l->type == LINK_H) {
        /* Cramer's rule for (x, y): two equations x'·w(x, y) = … */
        double a = v[0] - px * v[6], b = v[1] - px * v[7], e = px * v[8] - v[2];
        double c = v[3] - py * v[6], d = v[4] - py * v[7], f = py * v[8] - v[5];
        *x = (e * d - b * f) / (a * d - b * c);
        *y = (a * f - e * c) / (a * d - b * c);
    } else if (l->type == LINK_LENS) {
        double rho = hypot(px - v[0], py - v[1]) / v[2], by = 1 + v[3] * fmin(rho * rho, 1);
        *x = v[0] + (px - v[0]) * by;
        *y = v[1] + (py - v[1]) * by;
    } else {
        *x = px - v[0] * sin(2 * chain_pi * (py / v[1] + v[2]));
    }
}

static inline void chain_forward(const chain *c, double *x, double *y)
{
    for (int i = 0; i < c->n; i++)
        link_forward(&c->links[i], x, y);
}

static inline void chain_back(const chain *c, double *x, double *y)
{
    for (int i = c->n - 1; i >= 0; i--)
        link_back(&c->links[i], x, y);
}

#endif
