/* SPDX-License-Identifier: MIT */
#include "image/chamfer.h"

enum { STRAIGHT = MLT_CHAMFER_ONE, DIAGONAL = 91750, KNIGHT = 143976 };

size_t mlt_chamfer_size(uint32_t width, uint32_t height)
{
    return ((size_t)width + 4) * ((size_t)height + 4);
}

static int32_t least(int32_t a, int32_t b)
{
    return a < b ? a : b;
}

/* The shortest way through the eight places that lie before this one; `side` is 1 for the pass
 * from the top, -1 for the one from below. */
static int32_t shortest(const int32_t *at, int64_t stride, int side)
{
    const int32_t *near = at - side * stride, *far = near - side * stride;
    int32_t knight = least(least(far[-1], far[1]), least(near[-2], near[2])) + KNIGHT;
    int32_t diagonal = least(near[-1], near[1]) + DIAGONAL;
    int32_t straight = least(near[0], at[-side]) + STRAIGHT;
    return least(knight, least(diagonal, straight));
}

void mlt_chamfer(int32_t *distances, const uint8_t *in, uint32_t width, uint32_t height)
{
    int64_t stride = (int64_t)width + 4;
    size_t n = mlt_chamfer_size(width, height);
    for (size_t i = 0; i < n; i++)
        distances[i] = MLT_CHAMFER_FAR;
    for (uint32_t y = 0; y < height; y++) {
        int32_t *at = distances + mlt_chamfer_place(width, 0, y);
        for (uint32_t x = 0; x < width; x++, at++)
            *at = in[(size_t)y * width + x] != 0 ? 0 : shortest(at, stride, 1);
    }
    for (uint32_t y = height; y-- > 0;) {
        int32_t *at = distances + mlt_chamfer_place(width, width - 1, y);
        for (uint32_t x = width; x-- > 0; at--)
            *at = least(*at, shortest(at, stride, -1));
    }
}
