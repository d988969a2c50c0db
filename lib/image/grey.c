/* SPDX-License-Identifier: MIT */
#include "image/grey.h"

#include <math.h>

#include "image/chamfer.h"
#include "image/edge.h"
#include "kernel/kernels.h"

/* Which row is seen `step` rows from y. */
static size_t row_at(uint32_t y, int step, uint32_t height)
{
    return mlt_edge_place((int64_t)y + step, height, MLT_EDGE_REFLECT101);
}

static const int32_t *distances_at(const int32_t *distances, uint32_t width, size_t y)
{
    return distances + mlt_chamfer_place(width, 0, (uint32_t)y);
}

void mlt_grey_of_distances(uint8_t *out, const int32_t *distances, uint32_t width, uint32_t height)
{
    for (uint32_t y = 0; y < height; y++)
        mlt_kernels_get()->grey->whole_mean(
            out + (size_t)y * width, distances_at(distances, width, row_at(y, -1, height)),
            distances_at(distances, width, y), distances_at(distances, width, row_at(y, 1, height)),
            width);
}

void mlt_grey_correlate(uint8_t *out, const uint8_t *in, uint32_t width, uint32_t height,
                        const int16_t weights[9])
{
    for (uint32_t y = 0; y < height; y++)
        mlt_kernels_get()->grey->correlate(
            out + (size_t)y * width, in + row_at(y, -1, height) * width, in + (size_t)y * width,
            in + row_at(y, 1, height) * width, weights, width);
}

void mlt_grey_mean(uint8_t *out, const uint8_t *in, uint32_t width, uint32_t height)
{
    for (uint32_t y = 0; y < height; y++)
        mlt_kernels_get()->grey->mean(out + (size_t)y * width, in + row_at(y, -1, height) * width,
                                      in + (size_t)y * width, in + row_at(y, 1, height) * width,
                                      width);
}

void mlt_grey_equalise(uint8_t *plane, uint32_t width, uint32_t height)
{
    const mlt_grey_loops *loops = mlt_kernels_get()->grey;
    uint64_t counts[256], n = (uint64_t)width * height, sum = 0;
    uint8_t table[256] = {0};
    int lowest = 0;
    loops->count(counts, plane, n);
    while (counts[lowest] == 0)
        lowest++;
    if (counts[lowest] == n)
        return;
    float scale = 255.0f / (float)(n - counts[lowest]);
    for (int v = lowest + 1; v < 256; v++) {
        sum += counts[v];
        table[v] = (uint8_t)rintf((float)sum * scale);
    }
    loops->look_up(plane, table, n);
}
