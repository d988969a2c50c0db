/* SPDX-License-Identifier: MIT */
#include "kernel/light.h"

#include <math.h>

/* --- light over a picture, and less of it ---------------------------------------------------- */

static void screen(float *restrict v, const float *restrict light, const float *restrict strength,
                   float top, size_t n)
{
    const float grey = strength[0];
    for (size_t i = 0; i < n; i++)
        v[i] += light[i] * grey * (top - v[i]);
}

static void screen3(float *restrict v, const float *restrict light, const float *restrict strength,
                    float top, size_t n)
{
    const float red = strength[0], green = strength[1], blue = strength[2];
    for (size_t i = 0; i < n; i++) {
        v[3 * i] += light[i] * red * (top - v[3 * i]);
        v[3 * i + 1] += light[i] * green * (top - v[3 * i + 1]);
        v[3 * i + 2] += light[i] * blue * (top - v[3 * i + 2]);
    }
}

static void dim(float *restrict v, const float *restrict shade, float depth, size_t n)
{
    for (size_t i = 0; i < n; i++)
        v[i] -= shade[i] * depth * v[i];
}

static void dim3(float *restrict v, const float *restrict shade, float depth, size_t n)
{
    for (size_t i = 0; i < n; i++) {
        float part = shade[i] * depth;
        v[3 * i] -= part * v[3 * i];
        v[3 * i + 1] -= part * v[3 * i + 1];
        v[3 * i + 2] -= part * v[3 * i + 2];
    }
}

static void beam(float *v, float bright, float k, float x, float square, size_t n)
{
    for (size_t i = 0; i < n; i++) {
        float dx = (float)(int32_t)i - x, fall = 1 + k * (dx * dx + square);
        v[i] *= bright / (fall * fall);
    }
}

/* --- shapes of light and shade --------------------------------------------------------------- */

/* A loop of its own: behind a choice like these the vectoriser follows no arithmetic. */
static void clip(float *v, size_t n)
{
    for (size_t i = 0; i < n; i++) {
        float positive = v[i] > 0 ? v[i] : 0;
        v[i] = positive < 1 ? positive : 1;
    }
}

static void sun(float *restrict out, const mlt_sun *restrict sun, float y, size_t n)
{
    const mlt_sun s = *sun;
    const float dy = y - s.y;
    for (size_t i = 0; i < n; i++) {
        float dx = (float)(int32_t)i - s.x;
        out[i] = s.disc + .5f - sqrtf(dx * dx + dy * dy);
    }
    clip(out, n);
    for (size_t i = 0; i < n; i++) {
        float dx = (float)(int32_t)i - s.x, square = dx * dx + dy * dy;
        out[i] += s.near / (1 + square * s.inverse_near) + s.far / (1 + square * s.inverse_far);
        for (int k = 0; k < MLT_SUN_AXES; k++) {
            float beside = dx * s.sines[k] - dy * s.cosines[k];
            float along = dx * s.cosines[k] + dy * s.sines[k];
            out[i] += s.spikes / ((1 + beside * beside * s.inverse_across) *
                                  (1 + along * along * s.inverse_along));
        }
    }
    clip(out, n);
    for (size_t i = 0; i < n; i++)
        out[i] *= s.peak;
}

static void shade(float *restrict out, const mlt_shade *restrict shade, size_t n)
{
    const mlt_shade s = *shade;
    for (size_t i = 0; i < n; i++) {
        float x = (float)(int32_t)i, nearest = s.at[0] + x * s.step[0];
        for (int k = 1; k < MLT_SHADE_EDGES; k++) {
            float d = s.at[k] + x * s.step[k];
            nearest = nearest < d ? nearest : d;
        }
        out[i] = .5f + nearest / s.softness;
    }
    clip(out, n);
    for (size_t i = 0; i < n; i++)
        out[i] *= out[i] * (3 - 2 * out[i]);
}

static void larger(float *restrict to, const float *restrict from, size_t n)
{
    for (size_t i = 0; i < n; i++)
        to[i] = to[i] > from[i] ? to[i] : from[i];
}

/* --- grey of colours ------------------------------------------------------------------------- */

static void weigh3(float *restrict out, const float *restrict v, const float *restrict w, size_t n)
{
    const float red = w[0], green = w[1], blue = w[2];
    for (size_t i = 0; i < n; i++)
        out[i] = red * v[3 * i] + green * v[3 * i + 1] + blue * v[3 * i + 2];
}

static void spread3(float *restrict out, const float *restrict in, size_t n)
{
    for (size_t i = 0; i < n; i++)
        out[3 * i] = out[3 * i + 1] = out[3 * i + 2] = in[i];
}

MLT_KERNEL_BUILD(mlt_light_loops) = {screen, screen3, dim,  dim3,   sun,
                                     shade,  larger,  beam, weigh3, spread3};
