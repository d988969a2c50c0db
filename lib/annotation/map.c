/* SPDX-License-Identifier: MIT */
#include "annotation/map.h"

#include <float.h>
#include <math.h>
#include <string.h>

const mlt_map mlt_map_identity = {.type = MLT_MAP_IDENTITY, .h = {1, 0, 0, 0, 1, 0, 0, 0, 1}};

/* A determinant that is nothing but the rounding of its six terms counts as zero. */
static bool is_invertible(const double h[9])
{
    const double terms[6] = {h[0] * h[4] * h[8],  h[1] * h[5] * h[6],  h[2] * h[3] * h[7],
                             -h[2] * h[4] * h[6], -h[0] * h[5] * h[7], -h[1] * h[3] * h[8]};
    double sum = 0;
    double size = 0;
    for (int i = 0; i < 6; i++) {
        sum += terms[i];
        size += fabs(terms[i]);
    }
    return isfinite(size) && fabs(sum) > 8 * DBL_EPSILON * size;
}

static bool is_identity(const double h[9])
{
    return memcmp(h, mlt_map_identity.h, sizeof mlt_map_identity.h) == 0;
}

static bool normalise(double out[9], const double h[9])
{
    double own[9];
    /* h[8] = 0 would send the picture's own corner to infinity. */
    if (h[8] == 0)
        return false;
    for (int i = 0; i < 9; i++) {
        own[i] = h[i] / h[8] + 0.0; /* + 0.0 turns -0 into 0: one text for one map */
        if (!isfinite(h[i]) || !isfinite(own[i]))
            return false;
    }
    if (!is_invertible(own))
        return false;
    memcpy(out, own, sizeof own);
    return true;
}

static bool multiply(double out[9], const double first[9], const double second[9])
{
    double h[9];
    for (int row = 0; row < 3; row++)
        for (int column = 0; column < 3; column++)
            h[3 * row + column] = second[3 * row] * first[column] +
                                  second[3 * row + 1] * first[3 + column] +
                                  second[3 * row + 2] * first[6 + column];
    return normalise(out, h);
}

/* The adjugate is the inverse up to a factor, which normalising takes away. */
static bool invert(double out[9], const double h[9])
{
    const double adjugate[9] = {
        h[4] * h[8] - h[5] * h[7], h[2] * h[7] - h[1] * h[8], h[1] * h[5] - h[2] * h[4],
        h[5] * h[6] - h[3] * h[8], h[0] * h[8] - h[2] * h[6], h[2] * h[3] - h[0] * h[5],
        h[3] * h[7] - h[4] * h[6], h[1] * h[6] - h[0] * h[7], h[0] * h[4] - h[1] * h[3]};
    return normalise(out, adjugate);
}

/* Parts behind the last one are left as they are: a map is larger than most uses of it. */
static void set_type(mlt_map *map)
{
    if (map->n_parts > 0)
        map->type = MLT_MAP_CURVED;
    else
        map->type = is_identity(map->h) ? MLT_MAP_IDENTITY : MLT_MAP_HOMOGRAPHY;
}

bool mlt_map_from_homography(mlt_map *out, const double h[9])
{
    if (!normalise(out->h, h))
        return false;
    out->n_parts = 0;
    set_type(out);
    return true;
}

bool mlt_map_from_curve(mlt_map *out, const mlt_curve *curve)
{
    if (!mlt_curve_is_sound(curve))
        return false;
    if (mlt_curve_is_straight(curve))
        return mlt_map_from_homography(out, mlt_map_identity.h);
    memcpy(out->h, mlt_map_identity.h, sizeof out->h);
    memcpy(out->parts[0].h, mlt_map_identity.h, sizeof out->h);
    out->parts[0].curve = *curve;
    out->n_parts = 1;
    set_type(out);
    return true;
}

size_t mlt_map_bytes(const mlt_map *map)
{
    return offsetof(mlt_map, parts) + (size_t)map->n_parts * sizeof map->parts[0];
}

bool mlt_map_compose(mlt_map *out, const mlt_map *first, const mlt_map *second)
{
    mlt_map both;
    if (first->n_parts + second->n_parts > MLT_MAP_MOST_PARTS)
        return false;
    both.n_parts = first->n_parts + second->n_parts;
    for (int i = 0; i < both.n_parts; i++)
        both.parts[i] = i < first->n_parts ? first->parts[i] : second->parts[i - first->n_parts];
    /* first's last homography and second's first one meet. */
    double *joint = both.h;
    const double *then = second->h;
    if (second->n_parts > 0) {
        memcpy(both.h, second->h, sizeof both.h);
        joint = both.parts[first->n_parts].h;
        then = second->parts[0].h;
    }
    if (!multiply(joint, first->h, then))
        return false;
    set_type(&both);
    memcpy(out, &both, mlt_map_bytes(&both));
    return true;
}

bool mlt_map_invert(mlt_map *out, const mlt_map *map)
{
    mlt_map back;
    int n = back.n_parts = map->n_parts;
    for (int i = 0; i < n; i++) {
        const mlt_map_part *part = &map->parts[n - 1 - i];
        const double *after = i > 0 ? map->parts[n - i].h : map->h;
        back.parts[i].curve = mlt_curve_inverse(&part->curve);
        if (!invert(back.parts[i].h, after))
            return false;
    }
    if (!invert(back.h, n > 0 ? map->parts[0].h : map->h))
        return false;
    set_type(&back);
    memcpy(out, &back, mlt_map_bytes(&back));
    return true;
}

static bool project(const double h[9], double *x, double *y)
{
    double px = *x, py = *y;
    double w = h[6] * px + h[7] * py + h[8];
    if (!(w > 0)) /* on the horizon, or behind it: past infinity */
        return false;
    *x = (h[0] * px + h[1] * py + h[2]) / w;
    *y = (h[3] * px + h[4] * py + h[5]) / w;
    return true;
}

bool mlt_map_point(const mlt_map *map, double x, double y, double *out_x, double *out_y)
{
    for (int i = 0; i < map->n_parts; i++) {
        if (!project(map->parts[i].h, &x, &y))
            return false;
        mlt_curve_apply(&map->parts[i].curve, &x, &y);
    }
    if (!project(map->h, &x, &y) || !isfinite(x) || !isfinite(y))
        return false;
    *out_x = x;
    *out_y = y;
    return true;
}

bool mlt_map_is_exact(const mlt_map *map)
{
    const double *h = map->h;
    if (map->type == MLT_MAP_IDENTITY)
        return true;
    return map->type == MLT_MAP_HOMOGRAPHY && h[6] == 0 && h[7] == 0 &&
           ((h[1] == 0 && h[3] == 0) || (h[0] == 0 && h[4] == 0));
}

double mlt_map_waves(const mlt_map *map, double x0, double y0, double x1, double y1)
{
    double waves = 0;
    for (int i = 0; i < map->n_parts; i++) {
        const mlt_curve *curve = &map->parts[i].curve;
        if (!project(map->parts[i].h, &x0, &y0) || !project(map->parts[i].h, &x1, &y1))
            return waves;
        if (curve->type == MLT_CURVE_ROWS)
            waves += fabs(y1 - y0) / curve->v[1];
        mlt_curve_apply(curve, &x0, &y0);
        mlt_curve_apply(curve, &x1, &y1);
    }
    return waves;
}
