/* SPDX-License-Identifier: MIT */
#include "kernel/blob.h"

#include <math.h>
#include <string.h>

/* Waves of an angle from its cosine and sine, by multiplying the points on the circle. */
static void distances(float *restrict d, const mlt_blob_line *line, size_t n)
{
    const float u0 = line->u, v0 = line->v, du = line->du, dv = line->dv;
    const float a = line->lobes[0], b = line->lobes[1], c = line->lobes[2], e = line->lobes[3];
    for (size_t i = 0; i < n; i++) {
        float at = (float)(int32_t)i, u = u0 + at * du, v = v0 + at * dv;
        float square = u * u + v * v + 1e-12f, way = sqrtf(square), turn = 1 / way;
        float c1 = u * turn, s1 = v * turn;
        float c2 = c1 * c1 - s1 * s1, s2 = 2 * c1 * s1;
        float c3 = c2 * c1 - s2 * s1, s3 = s2 * c1 + c2 * s1;
        float c5 = c3 * c2 - s3 * s2, s5 = s3 * c2 + c3 * s2;
        d[i] = way / (1 + (a * c3 + b * s3) + (c * c5 + e * s5));
    }
}

static inline float below_one(float v)
{
    return v < 1 ? v : 1;
}

static void fade(float *w, const float *d, float core, float reach, size_t n)
{
    const float slope = 1 / (reach - core);
    for (size_t i = 0; i < n; i++) {
        float t = (reach - d[i]) * slope, inside = t > 0 ? t : 0, s = below_one(inside);
        w[i] = s * s * (3 - 2 * s);
    }
}

static void unite(float *restrict w, const float *restrict more, size_t n)
{
    for (size_t i = 0; i < n; i++)
        w[i] = more[i] > w[i] ? more[i] : w[i];
}

static void bend(float *restrict x, float *restrict y, const float *restrict d,
                 const mlt_blob_points *p, float middle, float edge, size_t n)
{
    const float px = p->x, py = p->y, cx = p->centre_x, cy = p->centre_y;
    for (size_t i = 0; i < n; i++) {
        float m = middle + edge * below_one(d[i] * d[i]);
        x[i] = cx + m * (px + (float)(int32_t)i);
        y[i] = cy + m * py;
    }
}

static void rim(float *restrict gain, const float *restrict d, float depth, size_t n)
{
    for (size_t i = 0; i < n; i++) {
        float square = below_one(d[i] * d[i]);
        gain[i] = 1 - depth * (square * square * square);
    }
}

static void spot(float *restrict light, const mlt_blob_points *p, float x, float y, float radius,
                 float strength, size_t n)
{
    const float px = p->x, scale = p->scale / radius, x0 = x / radius;
    const float dy = p->y * scale - y / radius, square = dy * dy;
    for (size_t i = 0; i < n; i++) {
        float dx = (px + (float)(int32_t)i) * scale - x0, left = 1 - (dx * dx + square);
        float inside = left > 0 ? left : 0;
        light[i] = strength * below_one(1.5f * inside);
    }
}

/* A pixel, in one register where there are such. */
typedef float four __attribute__((vector_size(16)));

static inline four get(const float *at)
{
    four v;
    memcpy(&v, at, sizeof v);
    return v;
}

/* A place among n pixels' centres. NaN is the first one. */
static inline float place(float v, float scale, float last)
{
    float at = v * scale - .5f, inside = at > 0 ? at : 0;
    return inside < last ? inside : last;
}

static void look(float *restrict out, const mlt_small_picture *small, const float *restrict x,
                 const float *restrict y, size_t n)
{
    const float right = (float)(small->width - 1), bottom = (float)(small->height - 1);
    const size_t stride = (size_t)4 * small->width;
    for (size_t i = 0; i < n; i++) {
        float fx = place(x[i], small->scale, right), fy = place(y[i], small->scale, bottom);
        int32_t ix = (int32_t)fx, iy = (int32_t)fy;
        float tx = fx - (float)ix, ty = fy - (float)iy;
        const float *at = small->pixels + (size_t)iy * stride + (size_t)4 * (size_t)ix;
        const float *below = fy < bottom ? at + stride : at;
        size_t next = fx < right ? 4 : 0;
        four upper = get(at) + tx * (get(at + next) - get(at));
        four lower = get(below) + tx * (get(below + next) - get(below));
        four v = upper + ty * (lower - upper);
        memcpy(out + 4 * i, &v, sizeof v);
    }
}

static void between(float *restrict out, const float *restrict row, const uint32_t *restrict low,
                    const float *restrict t, size_t n)
{
    for (size_t i = 0; i < n; i++) {
        const float *at = row + 4 * (size_t)low[i];
        four v = get(at) + t[i] * (get(at + 4) - get(at));
        memcpy(out + 4 * i, &v, sizeof v);
    }
}

static void lay(float *restrict v, const float *restrict w, float level, size_t n)
{
    for (size_t i = 0; i < n; i++)
        v[i] += w[i] * (level - v[i]);
}

static void lay3(float *restrict v, const float *restrict w, const float level[3], size_t n)
{
    const float r = level[0], g = level[1], b = level[2];
    for (size_t i = 0; i < n; i++) {
        v[3 * i] += w[i] * (r - v[3 * i]);
        v[3 * i + 1] += w[i] * (g - v[3 * i + 1]);
        v[3 * i + 2] += w[i] * (b - v[3 * i + 2]);
    }
}

static void lay_over(float *restrict v, const float *restrict w, const float *restrict over,
                     const float *restrict gain, const float *restrict light, float tint, size_t n)
{
    for (size_t i = 0; i < n; i++)
        v[i] += w[i] * (over[4 * i] * (tint * gain[i]) + light[i] - v[i]);
}

static void lay_over3(float *restrict v, const float *restrict w, const float *restrict over,
                      const float *restrict gain, const float *restrict light, const float tint[3],
                      size_t n)
{
    const float r = tint[0], g = tint[1], b = tint[2];
    for (size_t i = 0; i < n; i++) {
        const float *o = over + 4 * i;
        v[3 * i] += w[i] * (o[0] * (r * gain[i]) + light[i] - v[3 * i]);
        v[3 * i + 1] += w[i] * (o[1] * (g * gain[i]) + light[i] - v[3 * i + 1]);
        v[3 * i + 2] += w[i] * (o[2] * (b * gain[i]) + light[i] - v[3 * i + 2]);
    }
}

static void shrink(float *restrict out, const float *restrict row, size_t channels, size_t factor,
                   float scale, size_t n)
{
    for (size_t i = 0; i < n; i++) {
        four sum = {0, 0, 0, 0};
        for (size_t k = 0; k < factor; k++, row += channels)
            sum += get(row);
        sum *= scale;
        memcpy(out + 4 * i, &sum, sizeof sum);
    }
}

MLT_KERNEL_BUILD(mlt_blob_loops) = {distances, fade, unite, bend,     rim,       spot,  look,
                                    between,   lay,  lay3,  lay_over, lay_over3, shrink};
