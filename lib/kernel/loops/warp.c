/* SPDX-License-Identifier: MIT */
#include "kernel/warp.h"

#include <math.h>
#include <string.h>
#if defined(__AVX2__)
#include <immintrin.h>
#endif

/* --- displaced pixels ------------------------------------------------------------------------- */

/* Mirrored places repeat every 2n and are even about -1/2. */
static inline float fold(float v, float n, float inverse)
{
    float u = fabsf(v + 0.5f), whole = (float)(int32_t)(u * inverse);
    u -= 2 * n * whole;
    u = u < 2 * n - u ? u : 2 * n - u;
    u -= 0.5f;
    u = u > 0 ? u : 0;
    return u < n - 1 ? u : n - 1;
}

/* Every other shift; from one pixel to the next the place grows by `step`. */
static void place(uint32_t *restrict low, float *restrict t, const float *restrict shifts,
                  float first, float step, uint32_t size, size_t n)
{
    float side = (float)size, inverse = 1 / (2 * side);
    int32_t last = size > 1 ? (int32_t)size - 2 : 0;
    for (size_t i = 0; i < n; i++) {
        float v = fold(first + step * (float)(int32_t)i + shifts[2 * i], side, inverse);
        int32_t at = (int32_t)v;
        at = at < last ? at : last;
        low[i] = (uint32_t)at;
        t[i] = v - (float)at;
    }
}

static void displace(const mlt_displaced_row *row, const float *shifts, uint32_t y, uint32_t width,
                     uint32_t height)
{
    place(row->x, row->tx, shifts, 0, 1, width, width);
    place(row->y, row->ty, shifts + 1, (float)y, 0, height, width);
}

typedef int32_t integers __attribute__((vector_size(16)));
typedef float four __attribute__((vector_size(16)));

/* Four samples, whatever there is behind the pixel. */
#if defined(__AVX2__)
static inline four get8(const uint8_t *at)
{
    int32_t v;
    memcpy(&v, at, sizeof v);
    return __builtin_convertvector((integers)_mm_cvtepu8_epi32(_mm_cvtsi32_si128(v)), four);
}

static inline four get16(const uint8_t *at)
{
    int64_t v;
    memcpy(&v, at, sizeof v);
    return __builtin_convertvector((integers)_mm_cvtepu16_epi32(_mm_cvtsi64_si128(v)), four);
}
#else
typedef uint8_t bytes __attribute__((vector_size(16)));
typedef uint16_t words __attribute__((vector_size(16)));
typedef uint64_t halves __attribute__((vector_size(16)));

/* Zeros come between the samples, and with bytes once more. */
static inline four widen(words v)
{
    const words none = {0};
#if __BYTE_ORDER__ == __ORDER_LITTLE_ENDIAN__
    v = __builtin_shufflevector(v, none, 0, 8, 1, 9, 2, 10, 3, 11);
#else
    v = __builtin_shufflevector(none, v, 0, 8, 1, 9, 2, 10, 3, 11);
#endif
    return __builtin_convertvector((integers)v, four);
}

static inline four get8(const uint8_t *at)
{
    uint32_t v;
    memcpy(&v, at, sizeof v);
    const bytes samples = (bytes)(halves){v}, none = {0};
    return widen((words)__builtin_shufflevector(samples, none, 0, 16, 1, 17, 2, 18, 3, 19, 4, 20, 5,
                                                21, 6, 22, 7, 23));
}

static inline four get16(const uint8_t *at)
{
    uint64_t v;
    memcpy(&v, at, sizeof v);
    return widen((words)(halves){v});
}
#endif

/* Called with constants. */
static inline void see(float *restrict out, const mlt_scene *scene, const mlt_displaced_row *row,
                       size_t n, size_t n_channels, size_t pixel, four (*get)(const uint8_t *))
{
    const uint32_t *restrict x = row->x, *restrict y = row->y;
    const float *restrict tx = row->tx, *restrict ty = row->ty;
    size_t line = scene->line, to_right = scene->right, below = scene->below;
    for (size_t i = 0; i < n; i++) {
        const uint8_t *at = scene->pixels + y[i] * line + x[i] * pixel;
        four left = get(at), right = get(at + to_right);
        left += ty[i] * (get(at + below) - left);
        right += ty[i] * (get(at + below + to_right) - right);
        left += tx[i] * (right - left);
        memcpy(out + n_channels * i, &left, sizeof left);
    }
}

static void see8(float *restrict out, const mlt_scene *scene, const mlt_displaced_row *row,
                 size_t n, size_t n_channels)
{
    if (scene->pixel == 3)
        see(out, scene, row, n, 3, 3, get8);
    else
        see(out, scene, row, n, n_channels, scene->pixel, get8);
}

static void see16(float *restrict out, const mlt_scene *scene, const mlt_displaced_row *row,
                  size_t n, size_t n_channels)
{
    see(out, scene, row, n, n_channels, scene->pixel, get16);
}

MLT_KERNEL_BUILD(mlt_warp_loops) = {displace, see8, see16};
