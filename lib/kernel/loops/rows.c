/* SPDX-License-Identifier: MIT */
#include "base/random.h"
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

static void words16(uint16_t *out, size_t n_blocks, uint32_t row, uint64_t sample,
                    const uint32_t key[2])
{
    for (size_t b = 0; b < n_blocks; b++) {
        uint32_t words[4];
        const uint32_t counter[4] = {(uint32_t)b, row, (uint32_t)sample, (uint32_t)(sample >> 32)};
        mlt_philox7(counter, key, words);
        for (size_t i = 0; i < 4; i++) {
            out[8 * b + 2 * i] = (uint16_t)words[i];
            out[8 * b + 2 * i + 1] = (uint16_t)(words[i] >> 16);
        }
    }
}

const mlt_kernels PASTE(mlt_kernels, MLT_ISA) = {load8, store8, accumulate, add_noise, words16};
