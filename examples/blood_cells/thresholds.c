/* SPDX-License-Identifier: MIT */
/* The one difference between the variants: what a pixel is compared with. */
#include "planes.h"

#include <math.h>

/* global: grey levels. Background has a stain of about -4 and a light of about 195. */
static const int32_t stain_step = 12, light_base = 184, light_step = 24;

/* local: half a side of the neighbourhood, in quarter-size pixels. For stain it is larger than a
   white cell, for light as large as two red cells. */
static const int stain_radius = 70, light_radius = 25;
/* What stands out by more than this many deviations is pulled in before the mean is taken again,
   so that a cell hardly moves what it is compared with. */
static const double clip_deviations = 1.5;
static const int n_clips = 4;
/* Steps in local deviations of light: both scale with the contrast of the picture. */
static const double light_step_deviations = 1.0, stain_step_deviations = 0.65;
/* The light halfway between background and cell is above the local mean, which cells darken. */
static const double light_base_deviations = 0.3;
/* The deviation is taken to this share from the neighbourhood, else from the whole picture:
   a place without cells has no contrast of its own. */
static const double local_share = 0.3;
/* A stain must stand out from noise: this many mean differences between places 3 pixels apart. */
static const double stain_step_noise = 1.5;

void compare_with_constants(bench *b)
{
    plane_fill(&b->stain_base, 0);
    plane_fill(&b->stain_step, stain_step * LEVEL);
    plane_fill(&b->light_base, light_base * LEVEL);
    plane_fill(&b->light_step, light_step * LEVEL);
}

/* Mean and deviation around each pixel of `small`, which is then clipped; the deviation that clips
   is at most `limit`, so that what covers much of a neighbourhood does not clip itself. Returns
   the mean deviation. */
static double measure(bench *b, int radius, double limit, plane *mean, plane *deviation)
{
    plane *p = &b->small;
    double total = 0;
    plane_sums(p, 0, b->sums);
    plane_sums(p, 1, b->squares);
    for (int y = 0, i = 0; y < p->height; y++) {
        for (int x = 0; x < p->width; x++, i++) {
            double m = plane_mean(p, b->sums, x, y, radius);
            double variance = plane_mean(p, b->squares, x, y, radius) - m * m;
            double d = variance > 1 ? sqrt(variance) : 1, room = clip_deviations * lesser(d, limit);
            p->at[i] = (int32_t)greater(lesser(p->at[i], m + room), m - room);
            mean->at[i] = (int32_t)m;
            deviation->at[i] = (int32_t)d;
            total += d;
        }
    }
    return total / (p->width * p->height);
}

static void measure_clipped(bench *b, const plane *from, int radius, plane *mean, plane *deviation)
{
    double limit = 255 * LEVEL;
    plane_halve(from, &b->small);
    for (int i = 0; i <= n_clips; i++)
        limit = measure(b, radius, limit, mean, deviation);
}

/* How much the means of 3 x 3 pixels of the stain differ between neighbours. */
static double stain_noise(bench *b)
{
    const plane *p = &b->stain;
    double sum = 0;
    int n = 0;
    plane_sums(p, 0, b->sums);
    for (int y = 2; y < p->height - 2; y += 4)
        for (int x = 2; x < p->width - 6; x += 4, n++)
            sum += fabs(plane_mean(p, b->sums, x, y, 1) - plane_mean(p, b->sums, x + 3, y, 1));
    return sum / n;
}

void compare_with_neighbourhood(bench *b)
{
    int n = b->small.width * b->small.height;
    double floor_step = stain_step_noise * stain_noise(b), total = 0;
    measure_clipped(b, &b->stain, stain_radius, &b->stain_base, &b->stain_step);
    measure_clipped(b, &b->light, light_radius, &b->light_base, &b->light_step);
    for (int i = 0; i < n; i++)
        total += b->light_step.at[i];
    for (int i = 0; i < n; i++) {
        double d = local_share * b->light_step.at[i] + (1 - local_share) * total / n;
        double step = stain_step_deviations * d;
        b->stain_step.at[i] = (int32_t)(step > floor_step ? step : floor_step);
        b->light_base.at[i] += (int32_t)(light_base_deviations * d);
        b->light_step.at[i] = (int32_t)(light_step_deviations * d) + 1;
    }
}
