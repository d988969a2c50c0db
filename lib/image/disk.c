/* SPDX-License-Identifier: MIT */
#include "image/disk.h"

#include <math.h>
#include <stdbool.h>

#include "image/separable.h"

/* The smallest array is that of radius 8, and with it the blur has three taps instead of five. */
enum { SMALL = 8 };

/* An array's own border repeats without its last row: …, half - 1, half, half - 1, … */
static size_t mirrored(int v, size_t half)
{
    size_t out = (size_t)(v < 0 ? -v : v);
    return out > half ? 2 * half - out : out;
}

static void fill(mlt_disk *d, double radius)
{
    double count = 0;
    d->half = radius <= SMALL ? SMALL : (size_t)ceil(radius);
    for (size_t dx = 0; dx <= d->half; dx++) {
        for (size_t dy = 0; dy <= d->half; dy++) {
            d->weights[dx][dy] = (double)(dx * dx + dy * dy) <= radius * radius;
            count += (double)d->weights[dx][dy] * (dx > 0 ? 2 : 1) * (dy > 0 ? 2 : 1);
        }
    }
    for (size_t dx = 0; dx <= d->half; dx++) {
        for (size_t dy = 0; dy <= d->half; dy++)
            d->weights[dx][dy] = (float)((double)d->weights[dx][dy] / count);
    }
}

static void blur(mlt_disk *d, const mlt_disk *from, const float *taps, int n_taps, bool down)
{
    d->half = from->half;
    for (size_t dx = 0; dx <= d->half; dx++) {
        for (size_t dy = 0; dy <= d->half; dy++) {
            double sum = 0;
            for (int k = -n_taps; k <= n_taps; k++) {
                size_t x = down ? dx : mirrored((int)dx + k, d->half);
                size_t y = down ? mirrored((int)dy + k, d->half) : dy;
                sum += (double)taps[k < 0 ? -k : k] * (double)from->weights[x][y];
            }
            d->weights[dx][dy] = (float)sum;
        }
    }
}

/* Weights without effect end a column. Those that differ by what rounding may do are one core, and
 * no column has a longer one than the next towards the centre. */
static void find_columns(mlt_disk *d)
{
    const float nothing = 1e-12f, rounding = 2.5e-7f;
    for (size_t dx = 0, most = d->half; dx <= d->half; dx++) {
        const float *w = d->weights[dx];
        size_t core = 0, reach = d->half;
        while (reach > 0 && w[reach] < nothing)
            reach--;
        while (core < most && core < reach && fabsf(w[core + 1] - w[0]) <= rounding * w[0])
            core++;
        d->columns[dx] = (mlt_profile){w, core, reach};
        most = core;
    }
    while (d->half > 0 && d->weights[d->half][0] < nothing)
        d->half--;
}

void mlt_disk_make(mlt_disk *disk, mlt_disk *work, double radius, double alias_sigma)
{
    float taps[3];
    int n_taps = radius <= SMALL ? 1 : 2;
    mlt_gaussian_weights(taps, alias_sigma, (size_t)n_taps);
    fill(disk, radius);
    blur(work, disk, taps, n_taps, false);
    blur(disk, work, taps, n_taps, true);
    find_columns(disk);
}
