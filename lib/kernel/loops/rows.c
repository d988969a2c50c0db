/* SPDX-License-Identifier: MIT */
#include "base/philox.h"
#include "kernel/kernels.h"

#define PASTE2(a, b) a##_##b
#define PASTE(a, b) PASTE2(a, b)

extern const mlt_kernels PASTE(mlt_kernels, MLT_ISA);

static void load8(double *out, const uint8_t *in, size_t n)
{
    for (size_t i = 0; i < n; i++)
        out[i] = in[i];
}

static void store8(uint8_t *out, const double *in, size_t n)
{
    for (size_t i = 0; i < n; i++) {
        double v = in[i] > 0 ? in[i] : 0; /* NaN goes to 0 too */
        out[i] = (uint8_t)(int32_t)(v < 255 ? v : 255);
    }
}

static void accumulate(double *restrict to, const float *restrict from, double weight, size_t n)
{
    for (size_t i = 0; i < n; i++)
        to[i] += weight * (double)from[i];
}

static void add_noise(double *restrict v, const double *restrict normals, double sigma, double max,
                      size_t n)
{
    for (size_t i = 0; i < n; i++) {
        double x = v[i] / max + sigma * normals[i];
        x = x > 0 ? x : 0;
        v[i] = (x < 1 ? x : 1) * max;
    }
}

static void add_speckle(double *restrict v, const double *restrict normals, double sigma,
                        double max, size_t n)
{
    for (size_t i = 0; i < n; i++) {
        double x = v[i] / max;
        x = x + x * (sigma * normals[i]);
        x = x > 0 ? x : 0;
        v[i] = (x < 1 ? x : 1) * max;
    }
}

/* As many blocks at a time as a vector of 512 bits has lanes. */
enum { LANES = 16 };

static void philox_lanes(uint32_t words[4][LANES], uint32_t block, uint32_t row, uint64_t sample,
                         const uint32_t key[2])
{
    for (uint32_t i = 0; i < LANES; i++) {
        const uint32_t counter[4] = {block + i, row, (uint32_t)sample, (uint32_t)(sample >> 32)};
        uint32_t out[4];
        mlt_philox(counter, key, out, 7);
        for (int k = 0; k < 4; k++)
            words[k][i] = out[k];
    }
}

static void words16(uint16_t *restrict out, size_t n_blocks, uint32_t row, uint64_t sample,
                    const uint32_t key[2])
{
    const uint32_t own[2] = {key[0], key[1]};
    for (size_t first = 0; first < n_blocks; first += LANES) {
        uint32_t words[4][LANES];
        philox_lanes(words, (uint32_t)first, row, sample, own);
        size_t n = n_blocks - first < LANES ? n_blocks - first : LANES;
        for (size_t b = 0; b < n; b++, out += 8) {
            for (size_t i = 0; i < 4; i++) {
                out[2 * i] = (uint16_t)words[i][b];
                out[2 * i + 1] = (uint16_t)(words[i][b] >> 16);
            }
        }
    }
}

static void scale_about(double *restrict v, const double *restrict about, double gain, double max,
                        size_t n)
{
    for (size_t i = 0; i < n; i++) {
        double x = (v[i] / max - about[i]) * gain + about[i];
        x = x > 0 ? x : 0;
        v[i] = (x < 1 ? x : 1) * max;
    }
}

static void sum(double *restrict out, const double *restrict a, const double *restrict b, size_t n)
{
    for (size_t i = 0; i < n; i++)
        out[i] = a[i] + b[i];
}

static void divide(double *v, double max, size_t n)
{
    for (size_t i = 0; i < n; i++)
        v[i] = v[i] / max;
}

/* Rows in pieces that stay in the first-level cache while the taps go by. */
enum { STRIP = 512 };

static void add_pair(double *restrict sums, const double *restrict a, const double *restrict b,
                     double weight, size_t n)
{
    for (size_t i = 0; i < n; i++)
        sums[i] += weight * (a[i] + b[i]);
}

/* Pairs k to k - 3, one after the other, in one pass over the sums. */
static void add_pairs(double *restrict sums, const double *const *above, const double *const *below,
                      const double *w, size_t first, size_t n)
{
    const double *restrict a0 = above[0] + first, *restrict b0 = below[0] + first;
    const double *restrict a1 = above[1] + first, *restrict b1 = below[-1] + first;
    const double *restrict a2 = above[2] + first, *restrict b2 = below[-2] + first;
    const double *restrict a3 = above[3] + first, *restrict b3 = below[-3] + first;
    const double w0 = w[0], w1 = w[-1], w2 = w[-2], w3 = w[-3];
    for (size_t i = 0; i < n; i++)
        sums[i] = sums[i] + w0 * (a0[i] + b0[i]) + w1 * (a1[i] + b1[i]) + w2 * (a2[i] + b2[i]) +
                  w3 * (a3[i] + b3[i]);
}

static void fold(double *restrict out, const double *const *rows, const double *w, size_t radius,
                 double scale, size_t n)
{
    const double *const *middle = rows + radius;
    for (size_t first = 0; first < n; first += STRIP) {
        size_t m = n - first < STRIP ? n - first : STRIP, k = radius;
        double *restrict sums = out + first;
        for (size_t i = 0; i < m; i++)
            sums[i] = w[0] * middle[0][first + i];
        for (; k >= 4; k -= 4)
            add_pairs(sums, middle - k, middle + k, w + k, first, m);
        for (; k > 0; k--)
            add_pair(sums, middle[-(ptrdiff_t)k] + first, middle[k] + first, w[k], m);
        for (size_t i = 0; i < m; i++)
            sums[i] *= scale;
    }
}

const mlt_kernels PASTE(mlt_kernels, MLT_ISA) = {
    load8, store8, accumulate, add_noise, add_speckle, words16, scale_about, sum, divide, fold};
