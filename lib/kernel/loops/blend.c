/* SPDX-License-Identifier: MIT */
#include "kernel/blend.h"

#include <string.h>

static void level(float *restrict out, const float *restrict in, float low, float factor, size_t n)
{
    for (size_t i = 0; i < n; i++)
        out[i] = (in[i] - low) * factor;
}

static void level3(float *restrict out, const float *restrict in, float low, float factor, size_t n)
{
    for (size_t i = 0; i < n; i++) {
        float v = (in[i] - low) * factor;
        out[3 * i] = v;
        out[3 * i + 1] = v;
        out[3 * i + 2] = v;
    }
}

static void veil(float *restrict v, const float *restrict light, float gain, size_t n)
{
    for (size_t i = 0; i < n; i++)
        v[i] = (v[i] + light[i]) * gain;
}

static uint8_t clipped(float v)
{
    float positive = v > 0 ? v : 0; /* NaN goes to 0 too */
    return (uint8_t)(int32_t)(positive < 255 ? positive : 255);
}

static void veil8(uint8_t *restrict out, const uint8_t *restrict in, const float *restrict light,
                  float gain, size_t n)
{
    for (size_t i = 0; i < n; i++)
        out[i] = clipped(((float)in[i] + light[i]) * gain);
}

static void mix(float *restrict v, const uint8_t *restrict over, float a, float b, size_t n)
{
    for (size_t i = 0; i < n; i++)
        v[i] = a * v[i] + b * (float)over[i];
}

static void mix8(uint8_t *restrict out, const uint8_t *restrict in, const uint8_t *restrict over,
                 float a, float b, size_t n)
{
    for (size_t i = 0; i < n; i++)
        out[i] = clipped(a * (float)in[i] + b * (float)over[i]);
}

static void grey8(uint8_t *restrict out, const uint8_t *restrict rgb, size_t n)
{
    for (size_t i = 0; i < n; i++)
        out[i] =
            (uint8_t)((4899 * rgb[3 * i] + 9617 * rgb[3 * i + 1] + 1868 * rgb[3 * i + 2] + 8192) >>
                      14);
}

static uint8_t largest8(const uint8_t *in, size_t n)
{
    uint8_t most = 0;
    for (size_t i = 0; i < n; i++)
        most = in[i] > most ? in[i] : most;
    return most;
}

static uint16_t largest16(const uint8_t *in, size_t n)
{
    uint16_t most = 0;
    for (size_t i = 0; i < n; i++) {
        uint16_t v;
        memcpy(&v, in + 2 * i, 2);
        most = v > most ? v : most;
    }
    return most;
}

MLT_KERNEL_BUILD(mlt_blend_loops) = {level, level3, veil,     veil8,    mix,
                                     mix8,  grey8,  largest8, largest16};
