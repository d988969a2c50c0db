/* SPDX-License-Identifier: MIT */
#include "annotation/hull.h"

#include <math.h>

#include "base/math.h"

/* The farthest point of a way is first looked for among some of it, then between these: where it
 * bends smoothly by a few parabolas, where it has a kink by halving, more or less. */
enum { MOST_PARABOLAS = 12, MOST_CUTS = 70 };
static const double near_enough = 1e-8; /* of the stretch; squared, of the distance */
static const double golden = 0.3819660112501051;
static const double level = 1e-10; /* pixels */

/* Round a box, t from 0 to 4 from corner to corner, or round its ellipse, t from 0 to 1. */
typedef struct {
    const mlt_map *map;
    const mlt_box *box;
    bool round;
} way;

typedef struct {
    double t, v; /* where, and how far it is there */
} place;

static void corner(const mlt_box *box, int i, double *x, double *y)
{
    *x = box->x + (i % 4 == 1 || i % 4 == 2 ? box->width : 0);
    *y = box->y + (i % 4 == 2 || i % 4 == 3 ? box->height : 0);
}

static bool point_at(const way *w, double t, double out[2])
{
    const mlt_box *box = w->box;
    double x0, y0, x1, y1;
    if (w->round) {
        double angle = 2 * 3.14159265358979323846 * t, rx = box->width / 2, ry = box->height / 2;
        return mlt_map_point(w->map, box->x + rx + rx * mlt_cos(angle),
                             box->y + ry + ry * mlt_sin(angle), &out[0], &out[1]);
    }
    double side = floor(t);
    int from = (int)side & 3;
    corner(box, from, &x0, &y0);
    corner(box, from + 1, &x1, &y1);
    return mlt_map_point(w->map, x0 + (t - side) * (x1 - x0), y0 + (t - side) * (y1 - y0), &out[0],
                         &out[1]);
}

/* The way in one direction, and a stretch of it of which b is the highest point that is known. */
typedef struct {
    const way *w;
    int axis;
    double sign;
    place a, b, c;
} stretch;

/* Looks at one more point, which becomes b or an end. */
static bool narrow(stretch *s, double t)
{
    double point[2];
    if (!point_at(s->w, t, point))
        return false;
    const place next = {t, s->sign * point[s->axis]};
    bool higher = next.v > s->b.v;
    place *end = (t < s->b.t) == higher ? &s->c : &s->a;
    *end = higher ? s->b : next;
    if (higher)
        s->b = next;
    return true;
}

/* Where the parabola through the three points is highest; NaN if they are on a line. */
static double vertex(const stretch *s)
{
    double left = s->b.t - s->a.t, right = s->b.t - s->c.t;
    double p = left * (s->b.v - s->c.v), q = right * (s->b.v - s->a.v);
    return s->b.t - (left * p - right * q) / (2 * (p - q));
}

static double summit(stretch s)
{
    double length = s.c.t - s.a.t;
    for (int i = 0; i < MOST_PARABOLAS; i++) {
        double t = vertex(&s);
        if (fabs(t - s.b.t) <= near_enough * length)
            return s.b.v;
        if (!(t > s.a.t && t < s.c.t) || !narrow(&s, t))
            break;
    }
    for (int i = 0; i < MOST_CUTS; i++) {
        double left = s.b.t - s.a.t, right = s.c.t - s.b.t;
        if (!narrow(&s, s.b.t + golden * (right > left ? right : -left)))
            break;
    }
    return s.b.v;
}

/* How far points of a closed way go in one direction. t: where they are on the way, length: of it.
 */
static double reach(const way *w, int axis, double sign, const double *v, const double *t, int n,
                    double length)
{
    double best = sign * v[0];
    for (int i = 1; i < n; i++)
        best = sign * v[i] > best ? sign * v[i] : best;
    double highest = best;
    for (int i = 0; i < n; i++) {
        int before = i > 0 ? i - 1 : n - 1, after = i + 1 < n ? i + 1 : 0;
        const stretch s = {w,
                           axis,
                           sign,
                           {t[before] - (i > 0 ? 0 : length), sign * v[before]},
                           {t[i], sign * v[i]},
                           {t[after] + (after > 0 ? 0 : length), sign * v[after]}};
        double fall = s.b.v - (s.a.v < s.c.v ? s.a.v : s.c.v); /* it will not rise by more */
        if (s.b.v < s.a.v || s.b.v < s.c.v || fall < level || s.b.v + fall < best)
            continue;
        double found = summit(s);
        highest = found > highest ? found : highest;
    }
    return sign * highest;
}

static mlt_box around(const way *w, const double *x, const double *y, const double *t, int n,
                      double length)
{
    double left = reach(w, 0, -1, x, t, n, length), top = reach(w, 1, -1, y, t, n, length);
    return (mlt_box){left, top, reach(w, 0, 1, x, t, n, length) - left,
                     reach(w, 1, 1, y, t, n, length) - top};
}

mlt_box mlt_hull_of_box(const mlt_map *map, const mlt_box *box, const mlt_outline *outline)
{
    const way w = {map, box, false};
    return around(&w, outline->x, outline->y, outline->t, outline->n, 4);
}

bool mlt_hull_of_ellipse(const mlt_map *map, const mlt_box *box, mlt_box *hull)
{
    const way w = {map, box, true};
    const double x = box->x + box->width / 2, y = box->y + box->height / 2;
    mlt_outline round;
    double waves = mlt_map_waves(map, box->x, y, box->x + box->width, y) +
                   mlt_map_waves(map, x, box->y, x, box->y + box->height);
    round.n = mlt_outline_add_waves(32, 32, waves, MLT_OUTLINE_MOST);
    for (int i = 0; i < round.n; i++) {
        double point[2];
        round.t[i] = (double)i / round.n;
        if (!point_at(&w, round.t[i], point))
            return false;
        round.x[i] = point[0];
        round.y[i] = point[1];
    }
    *hull = around(&w, round.x, round.y, round.t, round.n, 1);
    return true;
}
