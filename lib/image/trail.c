/* SPDX-License-Identifier: MIT */
#include "image/trail.h"

#include <math.h>
#include <stdlib.h>

#include "base/math.h"
#include "kernel/kernels.h"

static int larger(int a, int b)
{
    return a > b ? a : b;
}

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
    trail->left = trail->right = trail->above = trail->below = 0;
    for (trail->n = 0; trail->n < n; trail->n++) {
        mlt_trail_tap *t = &trail->taps[trail->n];
        t->dy = (int)ceil(trail->n * sine - .5);
        t->dx = (int)ceil(trail->n * cosine - .5);
        t->weight /= sum;
        if (abs(t->dy) >= (int)height || abs(t->dx) >= (int)width)
            break;
        trail->left = larger(trail->left, -t->dx);
        trail->right = larger(trail->right, t->dx);
        trail->above = larger(trail->above, -t->dy);
        trail->below = larger(trail->below, t->dy);
    }
}

/* What lies in front of pixel 0, and from there on. */
static size_t before(const mlt_trail *trail, uint32_t channels)
{
    return (size_t)trail->left * channels;
}

static size_t length(const mlt_trail *trail, uint32_t width, uint32_t channels)
{
    return (width + (size_t)trail->right) * channels;
}

static size_t n_lines(const mlt_trail *trail)
{
    return (size_t)(trail->above + trail->below) + 1;
}

size_t mlt_trail_bytes(const mlt_trail *trail, uint32_t width, uint32_t channels)
{
    size_t lines =
        mlt_lines_bytes(n_lines(trail), before(trail, channels), length(trail, width, channels));
    return lines + (size_t)trail->n * sizeof(mlt_mix_tap);
}

mlt_trail_lines mlt_trail_lay_out(const mlt_trail *trail, void *memory, uint32_t width,
                                  uint32_t channels)
{
    size_t in_front = before(trail, channels), behind = length(trail, width, channels);
    mlt_trail_lines lines = {.trail = trail, .n = (size_t)width * channels};
    char *taps = (char *)memory + mlt_lines_bytes(n_lines(trail), in_front, behind);
    lines.lines = mlt_lines_lay_out(memory, n_lines(trail), in_front, behind);
    lines.taps = (mlt_mix_tap *)(void *)taps;
    for (int i = 0; i < trail->n; i++) {
        const mlt_trail_tap *t = &trail->taps[i];
        lines.taps[i] =
            (mlt_mix_tap){t->dy + trail->above, t->dx * (int32_t)channels, (float)t->weight};
    }
    return lines;
}

float *mlt_trail_line(const mlt_trail_lines *lines, int64_t y)
{
    return mlt_lines_at(&lines->lines, (size_t)(y + lines->trail->above));
}

void mlt_trail_row(const mlt_trail_lines *lines, float *out, int64_t y)
{
    mlt_kernels_get()->filter->mix(out, mlt_lines_from(&lines->lines, (size_t)y), lines->taps,
                                   (size_t)lines->trail->n, lines->n);
}
