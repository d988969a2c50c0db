/* SPDX-License-Identifier: MIT */
#include "kernel/block.h"

#include <string.h>

#include "kernel/lanes.h"

/* --- turn ------------------------------------------------------------------------------------ */

/* The halves of two registers, lane by lane in turns. */
#if defined(__AVX512F__)
#define LOW_HALVES(a, b)                                                                           \
    __builtin_shufflevector(a, b, 0, 16, 1, 17, 2, 18, 3, 19, 4, 20, 5, 21, 6, 22, 7, 23)
#define HIGH_HALVES(a, b)                                                                          \
    __builtin_shufflevector(a, b, 8, 24, 9, 25, 10, 26, 11, 27, 12, 28, 13, 29, 14, 30, 15, 31)
#elif defined(__AVX__)
#define LOW_HALVES(a, b) __builtin_shufflevector(a, b, 0, 8, 1, 9, 2, 10, 3, 11)
#define HIGH_HALVES(a, b) __builtin_shufflevector(a, b, 4, 12, 5, 13, 6, 14, 7, 15)
#else
#define LOW_HALVES(a, b) __builtin_shufflevector(a, b, 0, 4, 1, 5)
#define HIGH_HALVES(a, b) __builtin_shufflevector(a, b, 2, 6, 3, 7)
#endif

static inline void turn_step(mlt_floats *out, const mlt_floats *in)
{
    for (size_t i = 0; i < MLT_LANES / 2; i++) {
        out[2 * i] = LOW_HALVES(in[i], in[i + MLT_LANES / 2]);
        out[2 * i + 1] = HIGH_HALVES(in[i], in[i + MLT_LANES / 2]);
    }
}

/* A square: each step moves a bit of the row's number into that of the column. */
static void turn_square(float *out, size_t out_stride, const float *in, size_t in_stride)
{
    mlt_floats a[MLT_LANES], b[MLT_LANES];
    for (size_t y = 0; y < MLT_LANES; y++)
        a[y] = mlt_floats_at(in + y * in_stride);
    turn_step(b, a);
    turn_step(a, b);
#if defined(__AVX512F__)
    turn_step(b, a);
    turn_step(a, b);
#elif defined(__AVX__)
    turn_step(b, a);
    for (size_t x = 0; x < MLT_LANES; x++)
        a[x] = b[x];
#endif
    for (size_t x = 0; x < MLT_LANES; x++)
        mlt_put_floats(out + x * out_stride, a[x]);
}

static void turn(float *out, size_t out_stride, const float *in, size_t in_stride, size_t width,
                 size_t height)
{
    size_t x = 0, whole = height / MLT_LANES * MLT_LANES;
    for (; x + MLT_LANES <= width; x += MLT_LANES)
        for (size_t y = 0; y < whole; y += MLT_LANES)
            turn_square(out + x * out_stride + y, out_stride, in + y * in_stride + x, in_stride);
    for (size_t y = 0; y < height; y++)
        for (size_t rest = y < whole ? x : 0; rest < width; rest++)
            out[rest * out_stride + y] = in[y * in_stride + rest];
}

/* --- pack8 ----------------------------------------------------------------------------------- */

static inline uint32_t level(float v, float top)
{
    float positive = v > 0 ? v : 0; /* NaN goes to 0 too */
    return (uint32_t)(int32_t)(positive < top ? positive : top);
}

#if __BYTE_ORDER__ == __ORDER_LITTLE_ENDIAN__
enum { FIRST = 0, SECOND = 8, THIRD = 16, FOURTH = 24 };
#else
enum { FIRST = 24, SECOND = 16, THIRD = 8, FOURTH = 0 };
#endif

static void pack8(float *restrict out, const float *restrict in, float top, size_t n_out, size_t n)
{
    for (size_t j = 0; j < n_out; j++, in += 4 * n, out += n) {
        const float *restrict b = in + n, *restrict c = b + n, *restrict d = c + n;
        for (size_t i = 0; i < n; i++) {
            uint32_t word = level(in[i], top) << FIRST | level(b[i], top) << SECOND |
                            level(c[i], top) << THIRD | level(d[i], top) << FOURTH;
            memcpy(out + i, &word, sizeof word);
        }
    }
}

MLT_KERNEL_BUILD(mlt_block_loops) = {turn, pack8};
