/* SPDX-License-Identifier: MIT */
#include "kernel/deblock.h"

/* All bits or none: with branches the loop would have no vectors. */
static inline int16_t nearer(int16_t a, int16_t b, int16_t limit)
{
    int16_t d = (int16_t)(a - b), size = d < 0 ? (int16_t)-d : d;
    return (int16_t) - (size < limit);
}

static inline int16_t choose(int16_t mask, int16_t yes, int16_t no)
{
    return (int16_t)((yes & mask) | (no & ~mask));
}

/* The samples of one side, a being next to the edge, and those across it, x being next to it. */
static inline int16_t first(int16_t a, int16_t b, int16_t c, int16_t x, int16_t y, int16_t wide)
{
    int16_t strong = (int16_t)((c + 2 * b + 2 * a + 2 * x + y + 4) >> 3);
    int16_t weak = (int16_t)((2 * b + a + y + 2) >> 2);
    return choose(wide, strong, weak);
}

static inline int16_t second(int16_t a, int16_t b, int16_t c, int16_t x)
{
    return (int16_t)((c + b + a + x + 2) >> 2);
}

static inline int16_t third(int16_t a, int16_t b, int16_t c, int16_t d, int16_t x)
{
    return (int16_t)((2 * d + 3 * c + b + a + x + 4) >> 3);
}

static void smooth_rows(const uint8_t *restrict outer, uint8_t *restrict p2, uint8_t *restrict p1,
                        uint8_t *restrict p0, uint8_t *restrict q0, uint8_t *restrict q1,
                        uint8_t *restrict q2, const uint8_t *restrict other,
                        mlt_deblock_limits limits, size_t n)
{
    const int16_t step = limits.step, slope = limits.slope, low = (int16_t)(step / 4 + 2);
    for (size_t i = 0; i < n; i++) {
        int16_t a = p0[i], b = p1[i], c = p2[i], d = outer[i];
        int16_t x = q0[i], y = q1[i], z = q2[i], w = other[i];
        int16_t edge = nearer(a, x, step) & nearer(a, b, slope) & nearer(x, y, slope);
        int16_t near = edge & nearer(a, x, low);
        int16_t wide = near & nearer(a, c, slope), wide_q = near & nearer(x, z, slope);
        p0[i] = (uint8_t)choose(edge, first(a, b, c, x, y, wide), a);
        p1[i] = (uint8_t)choose(wide, second(a, b, c, x), b);
        p2[i] = (uint8_t)choose(wide, third(a, b, c, d, x), c);
        q0[i] = (uint8_t)choose(edge, first(x, y, z, a, b, wide_q), x);
        q1[i] = (uint8_t)choose(wide_q, second(x, y, z, a), y);
        q2[i] = (uint8_t)choose(wide_q, third(x, y, z, w, a), z);
    }
}

static void smooth(uint8_t *const rows[8], const mlt_deblock_limits *limits, size_t n)
{
    smooth_rows(rows[0], rows[1], rows[2], rows[3], rows[4], rows[5], rows[6], rows[7], *limits, n);
}

/* Of the bits of an index, the lowest becomes the highest. */
static inline void unzip(uint8_t *restrict out, const uint8_t *restrict in, size_t half)
{
    for (size_t i = 0; i < half; i++) {
        out[i] = in[2 * i];
        out[half + i] = in[2 * i + 1];
    }
}

static inline void zip(uint8_t *restrict out, const uint8_t *restrict in, size_t half)
{
    for (size_t i = 0; i < half; i++) {
        out[2 * i] = in[i];
        out[2 * i + 1] = in[half + i];
    }
}

static void columns(uint8_t *restrict out, const uint8_t *restrict in, uint8_t *restrict work,
                    size_t n)
{
    unzip(out, in, n / 2);
    unzip(work, out, n / 2);
    unzip(out, work, n / 2);
}

static void row(uint8_t *restrict out, const uint8_t *restrict in, uint8_t *restrict work, size_t n)
{
    zip(out, in, n / 2);
    zip(work, out, n / 2);
    zip(out, work, n / 2);
}

MLT_KERNEL_BUILD(mlt_deblock_loops) = {smooth, columns, row};
