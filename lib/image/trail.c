/* SPDX-License-Identifier: MIT */
#include "image/trail.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "base/math.h"
#include "kernel/kernels.h"

void mlt_trail_make(mlt_trail *trail, int radius, double sigma, double degrees, uint32_t width,
                    uint32_t height)
{
    int n = 2 * radius + 1;
    double angle = degrees * (3.14159265358979323846 / 180), sum = 0;
    double sine = mlt_sin(angle), cosine = mlt_cos(angle);
    for (int i = 0; i < n; i++) {
        trail->taps[i].weight = mlt_exp(-((double)i * i) / (2 * sigma * sigma));
        sum += trail->taps[i].weight;
    }
    for (trail->n = 0; trail->n < n; trail->n++) {
        mlt_trail_tap *t = &trail->taps[trail->n];
        t->dy = (int)ceil(trail->n * sine - .5);
        t->dx = (int)ceil(trail->n * cosine - .5);
        t->weight /= sum;
        if (abs(t->dy) >= (int)height || abs(t->dx) >= (int)width)
            break;
    }
}

/* Adds pixels [from_x, to_x) of the output row that lie beyond an end of the shifted row. */
static void add_edge(float *to, const float *edge, float weight, int64_t from_x, int64_t to_x,
                     uint32_t channels)
{
    for (int64_t x = from_x; x < to_x; x++) {
        for (uint32_t c = 0; c < channels; c++)
            to[x * channels + c] += weight * edge[c];
    }
}

/* Adds a shifted row; beyond its ends the edge pixel repeats. */
static void add_row(float *to, const float *from, const mlt_trail_tap *t, int64_t width,
                    uint32_t channels)
{
    int64_t first = t->dx < 0 ? -t->dx : 0, last = t->dx > 0 ? width - t->dx : width;
    add_edge(to, from, (float)t->weight, 0, first, channels);
    mlt_kernels_get()->rows->accumulate(to + first * channels, from + (first + t->dx) * channels,
                                        (float)t->weight, (size_t)((last - first) * channels));
    add_edge(to, from + (width - 1) * channels, (float)t->weight, last, width, channels);
}

static int64_t clamp(int64_t v, int64_t high)
{
    return v < 0 ? 0 : v > high ? high : v;
}

void mlt_trail_row(const mlt_trail *trail, float *out, const float *plane, uint32_t y,
                   uint32_t width, uint32_t height, uint32_t channels)
{
    size_t n = (size_t)width * channels;
    memset(out, 0, n * sizeof *out);
    for (int i = 0; i < trail->n; i++) {
        int64_t from = clamp((int64_t)y + trail->taps[i].dy, (int64_t)height - 1);
        add_row(out, plane + (size_t)from * n, &trail->taps[i], width, channels);
    }
}
