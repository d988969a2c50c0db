/* SPDX-License-Identifier: MIT */
#include "kernel/chamfer.h"

static void begin(uint8_t *restrict out, const uint8_t *restrict in, uint8_t most, size_t n)
{
    for (size_t i = 0; i < n; i++)
        out[i] = in[i] != 0 ? 0 : most;
}

static inline uint8_t nearer(uint8_t a, uint8_t b)
{
    return a < b ? a : b;
}

static void reach(uint8_t *restrict out, const uint8_t *restrict in, size_t step, size_t n)
{
    const uint8_t one = (uint8_t)step, two = (uint8_t)(2 * step);
    const uint8_t *left = in - step, *right = in + step;
    for (size_t i = 0; i < n; i++) {
        uint8_t close = (uint8_t)(nearer(left[i], right[i]) + one);
        uint8_t far = (uint8_t)(nearer((left - step)[i], (right + step)[i]) + two);
        out[i] = nearer(in[i], nearer(close, far));
    }
}

static void spread(int32_t *restrict out, const uint8_t *restrict in, size_t n)
{
    for (size_t i = 0; i < n; i++)
        out[i] = in[i] * MLT_CHAMFER_ONE;
}

static inline int32_t least(int32_t a, int32_t b)
{
    return a < b ? a : b;
}

static void approach(int32_t *restrict out, const int32_t *restrict beside,
                     const int32_t *restrict beyond, size_t n)
{
    for (size_t i = 0; i < n; i++) {
        const int32_t *near = beside + i, *far = beyond + i;
        int32_t knight = least(least(far[-1], far[1]), least(near[-2], near[2]));
        int32_t diagonal = least(near[-1], near[1]) + MLT_CHAMFER_DIAGONAL;
        int32_t straight = least(out[i], near[0] + MLT_CHAMFER_ONE);
        out[i] = least(least(knight + MLT_CHAMFER_KNIGHT, diagonal), straight);
    }
}

MLT_KERNEL_BUILD(mlt_chamfer_loops) = {begin, reach, spread, approach};
