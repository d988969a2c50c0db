/* SPDX-License-Identifier: MIT */
#include "perturb/blobs.h"

#include <math.h>
#include <string.h>

#include "base/math.h"

enum { GRID = 64 };

static const double turn = 6.283185307179586;

static void draw_lobes(double lobes[2], mlt_draws *draws, double most)
{
    double size = mlt_draw_between(draws, 0, most), phase = mlt_draw_between(draws, 0, turn);
    lobes[0] = size * mlt_cos(phase);
    lobes[1] = size * mlt_sin(phase);
}

void mlt_blobs_draw(mlt_blob *blobs, size_t n, mlt_draws *draws, const mltest_image_view *in,
                    const mlt_blob_style *style)
{
    double common = mlt_draw_between(draws, 0, turn);
    for (size_t i = 0; i < n; i++) {
        mlt_blob *b = &blobs[i];
        b->x = mlt_draw_between(draws, 0, in->width);
        b->y = mlt_draw_between(draws, 0, in->height);
        b->radius = style->least * mlt_pow(style->most / style->least, mlt_draw_uniform(draws));
        b->stretch = mlt_draw_between(draws, 1, style->stretch);
        double own = mlt_draw_between(draws, 0, turn), angle = style->is_along ? common : own;
        b->cosine = mlt_cos(angle);
        b->sine = mlt_sin(angle);
        draw_lobes(b->lobes, draws, style->rough);
        draw_lobes(b->lobes + 2, draws, style->rough / 2);
    }
}

/* Marks the points of the grid that lie in a blob, and says how many it is more. */
static unsigned mark(uint8_t grid[GRID][GRID], const mlt_blob *blob, const mltest_image_view *in)
{
    double across = in->width / (double)GRID, down = in->height / (double)GRID;
    unsigned more = 0;
    for (int row = 0; row < GRID; row++) {
        float d[GRID];
        mlt_blob_distances(blob, d, across / 2, (row + 0.5) * down, across, GRID);
        for (int column = 0; column < GRID; column++) {
            more += d[column] <= 1 && !grid[row][column];
            grid[row][column] |= d[column] <= 1;
        }
    }
    return more;
}

size_t mlt_blobs_cover(mlt_blob *blobs, size_t n, const mltest_image_view *in, double share)
{
    uint8_t grid[GRID][GRID];
    double wanted = share * GRID * GRID, covered = 0;
    memset(grid, 0, sizeof grid);
    for (size_t i = 0; i < n; i++) {
        if (covered >= wanted)
            return i;
        unsigned more = mark(grid, &blobs[i], in);
        if (covered + more > wanted)
            blobs[i].radius *= sqrt((wanted - covered) / more);
        covered += more;
    }
    return n;
}
