/* SPDX-License-Identifier: MIT */
#include "image/chamfer.h"

#include <string.h>

#include "kernel/kernels.h"

/* Reaching 1, 3 and 9 places twice goes MLT_CHAMFER_MOST far, and reads so many beyond the ends. */
enum { PAD = 18 };

static size_t plane_size(uint32_t width, uint32_t height)
{
    return ((size_t)width + 4) * ((size_t)height + 4);
}

size_t mlt_chamfer_bytes(uint32_t width, uint32_t height)
{
    return plane_size(width, height) * sizeof(int32_t) + 2 * ((size_t)width + 2 * PAD);
}

static void fill_frame(int32_t *distances, uint32_t width, uint32_t height, int32_t value)
{
    size_t stride = (size_t)width + 4, n = plane_size(width, height);
    for (size_t i = 0; i < 2 * stride; i++)
        distances[i] = distances[n - 1 - i] = value;
    for (size_t y = 2; y < (size_t)height + 2; y++) {
        int32_t *row = distances + y * stride;
        row[0] = row[1] = row[stride - 2] = row[stride - 1] = value;
    }
}

/* Distances along a row. The first of two padded rows is filled already. */
static void measure_row(int32_t *out, uint8_t *a, uint8_t *b, uint32_t width)
{
    const mlt_chamfer_loops *loops = mlt_kernels_get()->chamfer;
    loops->reach(b, a, 1, width);
    loops->reach(a, b, 3, width);
    loops->reach(b, a, 9, width);
    loops->spread(out, b, width);
}

/* The shortest way to a pixel goes along the row of the one that it leads to and then only towards
 * it, in steps down from above or up from below: so one pass either way finds it. */
void mlt_chamfer(int32_t *distances, const uint8_t *in, uint32_t width, uint32_t height, int most)
{
    const mlt_chamfer_loops *loops = mlt_kernels_get()->chamfer;
    size_t stride = (size_t)width + 4, padded = (size_t)width + 2 * PAD;
    uint8_t *a = (uint8_t *)(distances + plane_size(width, height)) + PAD, *b = a + padded;
    memset(a - PAD, most, 2 * padded);
    fill_frame(distances, width, height, most * MLT_CHAMFER_ONE);
    int32_t *at = distances + mlt_chamfer_place(width, 0, 0);
    for (uint32_t y = 0; y < height; y++, at += stride) {
        loops->begin(a, in + (size_t)y * width, (uint8_t)most, width);
        measure_row(at, a, b, width);
        loops->approach(at, at - stride, at - 2 * stride, width);
    }
    for (uint32_t y = height; y-- > 0;) {
        at -= stride;
        loops->approach(at, at + stride, at + 2 * stride, width);
    }
}
