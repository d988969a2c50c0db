/* SPDX-License-Identifier: MIT */
#include "kernel/resample.h"

#include <string.h>
#if defined(__AVX2__)
#include <immintrin.h>
#endif

static void between_rows(float *restrict out, const float *restrict a, const float *restrict b,
                         float t, size_t n)
{
    for (size_t i = 0; i < n; i++)
        out[i] = a[i] + t * (b[i] - a[i]);
}

static void between(float *restrict out, const float *restrict in, const uint32_t *restrict low,
                    const float *restrict t, size_t n)
{
    for (size_t i = 0; i < n; i++) {
        const float *at = in + low[i];
        out[i] = at[0] + t[i] * (at[1] - at[0]);
    }
}

static void between_next(float *restrict out, const float *restrict in, const float *restrict t,
                         size_t n)
{
    for (size_t i = 0; i < n; i++)
        out[i] = in[i] + t[i] * (in[i + 1] - in[i]);
}

/* --- enlarged rows ---------------------------------------------------------------------------- */

/*
 * STEP numbers at a time, in LANES. Where lanes can be picked by the vector, all that STEP
 * neighbours lie between are STEP + 1 numbers in one vector: these are made from the two rows and
 * then picked from twice. The last lane is left over, and is overwritten by the next vector.
 */
#if defined(__AVX512F__)
enum { LANES = 16, STEP = 15 };
#elif defined(__AVX2__)
enum { LANES = 8, STEP = 7 };
#else
enum { LANES = 4, STEP = 4 };
#endif
typedef float lanes __attribute__((vector_size(4 * LANES)));
typedef int32_t places __attribute__((vector_size(4 * LANES)));

static inline lanes get(const float *at)
{
    lanes v;
    memcpy(&v, at, sizeof v);
    return v;
}

/* What is left and right of the numbers at `low` and following. */
typedef struct {
    lanes left, right;
} pairs;

#if defined(__AVX2__)
static inline lanes pick(lanes v, places at)
{
#if defined(__AVX512F__)
    return (lanes)_mm512_permutexvar_ps((__m512i)at, (__m512)v);
#else
    return (lanes)_mm256_permutevar8x32_ps((__m256)v, (__m256i)at);
#endif
}

static inline pairs look(const mlt_enlarged_row *row, const uint32_t *low, size_t plane)
{
    const float *above = row->above + plane + low[0], *below = row->below + plane + low[0];
    places at;
    memcpy(&at, low, sizeof at);
    at -= (int32_t)low[0];
    lanes v = get(above) + row->t * (get(below) - get(above));
    return (pairs){pick(v, at), pick(v, at + 1)};
}
#else
typedef double halves __attribute__((vector_size(16)));

/* Two neighbours at one place and two at another, moved as they are. */
static inline lanes get_twice(const float *a, const float *b)
{
    double v[2];
    memcpy(&v[0], a, sizeof v[0]);
    memcpy(&v[1], b, sizeof v[1]);
    return (lanes)(halves){v[0], v[1]};
}

static inline pairs look(const mlt_enlarged_row *row, const uint32_t *low, size_t plane)
{
    const float *above = row->above + plane, *below = row->below + plane;
    lanes v[2];
    for (int k = 0; k < 2; k++) {
        uint32_t a = low[2 * k], b = low[2 * k + 1];
        v[k] = get_twice(above + a, above + b);
        v[k] += row->t * (get_twice(below + a, below + b) - v[k]);
    }
    return (pairs){__builtin_shufflevector(v[0], v[1], 0, 2, 4, 6),
                   __builtin_shufflevector(v[0], v[1], 1, 3, 5, 7)};
}
#endif

/* Called with a constant number of planes, whose sums then stay in registers. */
static inline void mean_of_planes(float *out, const float *in, const mlt_enlarged_row *rows,
                                  size_t n_rows, size_t n, size_t n_planes, size_t stride)
{
    lanes weight = (float)(n_rows + 2) - (lanes){0};
    for (size_t i = 0; i < n; i += STEP) {
        lanes own[3], sums[3];
        for (size_t p = 0; p < n_planes; p++)
            sums[p] = own[p] = get(in + p * stride + i);
        for (size_t k = 0; k < n_rows; k++) {
            lanes part = get(rows[k].part + i);
            for (size_t p = 0; p < n_planes; p++) {
                pairs v = look(&rows[k], rows[k].low + i, p * stride);
                sums[p] += v.left + part * (v.right - v.left);
            }
        }
        for (size_t p = 0; p < n_planes; p++) {
            sums[p] = (own[p] + sums[p]) / weight;
            if (i + LANES <= n)
                memcpy(out + p * stride + i, &sums[p], sizeof sums[p]);
            else
                memcpy(out + p * stride + i, &sums[p], (n - i) * sizeof *out);
        }
    }
}

static void mean_enlarged(float *restrict out, const float *restrict in,
                          const mlt_enlarged_row *rows, size_t n_rows, size_t n, size_t n_planes,
                          size_t stride)
{
    if (n_planes == 3)
        mean_of_planes(out, in, rows, n_rows, n, 3, stride);
    else
        for (size_t p = 0; p < n_planes; p++)
            mean_of_planes(out + p * stride, in + p * stride, rows, n_rows, n, 1, stride);
}

/* --- planes ----------------------------------------------------------------------------------- */

static void split(float *restrict out, const float *restrict in, float divisor, size_t n,
                  size_t n_planes, size_t stride)
{
    if (n_planes == 3) {
        float *restrict b = out + stride, *restrict c = b + stride;
        for (size_t i = 0; i < n; i++) {
            out[i] = in[3 * i] / divisor;
            b[i] = in[3 * i + 1] / divisor;
            c[i] = in[3 * i + 2] / divisor;
        }
        return;
    }
    for (size_t p = 0; p < n_planes; p++)
        for (size_t i = 0; i < n; i++)
            out[p * stride + i] = in[i * n_planes + p] / divisor;
}

static void join(float *restrict out, const float *restrict in, float factor, size_t n,
                 size_t n_planes, size_t stride)
{
    if (n_planes == 3) {
        const float *b = in + stride, *c = b + stride;
        for (size_t i = 0; i < n; i++) {
            out[3 * i] = in[i] * factor;
            out[3 * i + 1] = b[i] * factor;
            out[3 * i + 2] = c[i] * factor;
        }
        return;
    }
    for (size_t p = 0; p < n_planes; p++)
        for (size_t i = 0; i < n; i++)
            out[i * n_planes + p] = in[p * stride + i] * factor;
}

/* --- pixels ----------------------------------------------------------------------------------- */

/* Four numbers at any address, in one register where there are such. */
typedef float four __attribute__((vector_size(16)));

static inline four get_four(const float *at)
{
    four v;
    memcpy(&v, at, sizeof v);
    return v;
}

static void between_pixels(float *restrict out, const float *restrict in,
                           const uint32_t *restrict low, const float *restrict t, size_t channels,
                           size_t n)
{
    for (size_t i = 0; i < n; i++, out += channels) {
        four a = get_four(in + low[i]), b = get_four(in + low[i] + channels),
             v = a + t[i] * (b - a);
        memcpy(out, &v, sizeof v);
    }
}

static void cover_pixels(float *restrict out, const float *restrict in,
                         const mlt_reach *restrict reaches, float gain, size_t channels, size_t n)
{
    for (size_t i = 0; i < n; i++, out += channels) {
        const mlt_reach *r = &reaches[i];
        four sum = r->first * get_four(in + r->from) + r->last * get_four(in + r->end);
        for (size_t k = r->from + channels; k < r->end; k += channels)
            sum += get_four(in + k);
        sum *= gain;
        memcpy(out, &sum, sizeof sum);
    }
}

MLT_KERNEL_BUILD(mlt_resample_loops) = {between_rows, between,      mean_enlarged,  split,
                                        join,         between_next, between_pixels, cover_pixels};
