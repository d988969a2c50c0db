/* SPDX-License-Identifier: MIT */
#include "kernel/spatter.h"

/* --- drops ----------------------------------------------------------------------------------- */

static void noise(float *v, double mean, double spread, size_t n)
{
    for (size_t i = 0; i < n; i++)
        v[i] = (float)(mean + spread * (double)v[i]);
}

static int close(const float *restrict v, float threshold, size_t n)
{
    int count = 0;
    for (size_t i = 0; i < n; i++) {
        float level = 255 * v[i], whole = (float)(int32_t)(level + 0.5f);
        int near = fabsf(v[i] - threshold) < 2e-6f;
        int even = (v[i] > threshold) & (fabsf(level - whole) < 2e-4f);
        count += near | even;
    }
    return count;
}

static void mask(float *restrict out, const float *restrict in, float threshold, size_t n)
{
    for (size_t i = 0; i < n; i++)
        out[i] = in[i] > threshold ? 1 : 0;
}

static void cut(float *restrict out, const float *restrict in, float threshold, size_t n)
{
    for (size_t i = 0; i < n; i++)
        out[i] = in[i] < threshold ? 0 : in[i];
}

static void heights(uint8_t *restrict out, const float *restrict in, float threshold, size_t n)
{
    for (size_t i = 0; i < n; i++) {
        float v = 255 * in[i], positive = v > 0 ? v : 0;
        int32_t level = (int32_t)(positive < 255 ? positive : 255);
        out[i] = (uint8_t)(in[i] < threshold ? 0 : level);
    }
}

/* --- water's light --------------------------------------------------------------------------- */

static int brightest(const uint8_t *a, const uint8_t *b, size_t n)
{
    uint16_t most = 0;
    for (size_t i = 0; i < n; i++) {
        uint16_t product = (uint16_t)(a[i] * b[i]);
        most = product > most ? product : most;
    }
    return most;
}

static void light(float *restrict out, const uint8_t *restrict a, const uint8_t *restrict b,
                  float most, float strength, size_t n)
{
    for (size_t i = 0; i < n; i++)
        out[i] = (float)(a[i] * b[i]) / most * strength;
}

/* --- the picture behind ---------------------------------------------------------------------- */

static void tint(float *restrict v, const float *restrict amount, const float *restrict colour,
                 float cover, float full, size_t n)
{
    const float grey = colour[0];
    for (size_t i = 0; i < n; i++)
        v[i] = v[i] * (1 - cover * amount[i]) + amount[i] * grey * full;
}

static void tint3(float *restrict v, const float *restrict amount, const float *restrict colour,
                  float cover, float full, size_t n)
{
    const float red = colour[0], green = colour[1], blue = colour[2];
    for (size_t i = 0; i < n; i++) {
        float own = 1 - cover * amount[i];
        v[3 * i] = v[3 * i] * own + amount[i] * red * full;
        v[3 * i + 1] = v[3 * i + 1] * own + amount[i] * green * full;
        v[3 * i + 2] = v[3 * i + 2] * own + amount[i] * blue * full;
    }
}

MLT_KERNEL_BUILD(mlt_spatter_loops) = {noise,     close, mask, cut,  heights,
                                       brightest, light, tint, tint3};
