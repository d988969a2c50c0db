/* SPDX-License-Identifier: MIT */
#include "image/grey.h"

#include <math.h>

#include "image/chamfer.h"
#include "image/edge.h"

/* The three rows and columns around a place. */
typedef struct {
    size_t at[3];
} triple;

static triple around(uint32_t place, uint32_t n)
{
    triple t;
    for (int k = 0; k < 3; k++)
        t.at[k] = mlt_edge_place((int64_t)place + k - 1, n, MLT_EDGE_REFLECT101);
    return t;
}

void mlt_grey_of_distances(uint8_t *out, const int32_t *distances, uint32_t width, uint32_t height,
                           int most)
{
    int32_t limit = most * MLT_CHAMFER_ONE;
    for (uint32_t y = 0; y < height; y++) {
        triple rows = around(y, height);
        for (uint32_t x = 0; x < width; x++) {
            triple columns = around(x, width);
            int64_t sum = 0;
            for (int k = 0; k < 9; k++) {
                int32_t v = distances[mlt_chamfer_place(width, (uint32_t)columns.at[k % 3],
                                                        (uint32_t)rows.at[k / 3])];
                sum += v < limit ? v : limit;
            }
            *out++ = (uint8_t)(sum / (9 * MLT_CHAMFER_ONE));
        }
    }
}

void mlt_grey_correlate(uint8_t *out, const uint8_t *in, uint32_t width, uint32_t height,
                        const int weights[9])
{
    for (uint32_t y = 0; y < height; y++) {
        triple rows = around(y, height);
        for (uint32_t x = 0; x < width; x++) {
            triple columns = around(x, width);
            int sum = 0;
            for (int k = 0; k < 9; k++)
                sum += weights[k] * in[rows.at[k / 3] * width + columns.at[k % 3]];
            *out++ = (uint8_t)(sum < 0 ? 0 : sum > 255 ? 255 : sum);
        }
    }
}

void mlt_grey_mean(uint8_t *out, const uint8_t *in, uint32_t width, uint32_t height)
{
    for (uint32_t y = 0; y < height; y++) {
        triple rows = around(y, height);
        for (uint32_t x = 0; x < width; x++) {
            triple columns = around(x, width);
            int sum = 0;
            for (int k = 0; k < 9; k++)
                sum += in[rows.at[k / 3] * width + columns.at[k % 3]];
            *out++ = (uint8_t)((2 * sum + 9) / 18);
        }
    }
}

void mlt_grey_equalise(uint8_t *plane, uint32_t width, uint32_t height)
{
    uint64_t counts[256] = {0}, n = (uint64_t)width * height, sum = 0;
    uint8_t table[256] = {0};
    int lowest = 0;
    for (uint64_t i = 0; i < n; i++)
        counts[plane[i]]++;
    while (counts[lowest] == 0)
        lowest++;
    if (counts[lowest] == n)
        return;
    float scale = 255.0f / (float)(n - counts[lowest]);
    for (int v = lowest + 1; v < 256; v++) {
        sum += counts[v];
        table[v] = (uint8_t)rintf((float)sum * scale);
    }
    for (uint64_t i = 0; i < n; i++)
        plane[i] = table[plane[i]];
}
