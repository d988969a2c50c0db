/* SPDX-License-Identifier: MIT */
#include "kernel/colour.h"

static inline float largest(const float *p)
{
    float m = p[0] > p[1] ? p[0] : p[1];
    return m > p[2] ? m : p[2];
}

static inline float smallest(const float *p)
{
    float m = p[0] < p[1] ? p[0] : p[1];
    return m < p[2] ? m : p[2];
}

static void brighten(float *restrict v, float amount, float top, size_t n)
{
    for (size_t i = 0; i < n; i++) {
        float *p = v + 3 * i, high = largest(p), target = high + amount;
        target = target < top ? target : top;
        float gain = target / (high > 0 ? high : 1);
        float base = (high > 0 ? 0 : target) + MLT_COLOUR_NUDGE;
        p[0] = p[0] * gain + base;
        p[1] = p[1] * gain + base;
        p[2] = p[2] * gain + base;
    }
}

static void saturate(float *restrict v, float gain, float offset, size_t n)
{
    for (size_t i = 0; i < n; i++) {
        float *p = v + 3 * i, high = largest(p), spread = high - smallest(p);
        float s = spread / (high > 0 ? high : 1) * gain + offset;
        s = s > 0 ? s : 0;
        s = s < 1 ? s : 1;
        float part = high * s, slope = part / (spread > 0 ? spread : 1);
        float grey = spread > 0 ? 0 : part, base = high + MLT_COLOUR_NUDGE;
        p[0] = base - slope * (high - p[0]);
        p[1] = base - slope * (high - p[1]) - grey;
        p[2] = base - slope * (high - p[2]) - grey;
    }
}

MLT_KERNEL_BUILD(mlt_colour_loops) = {brighten, saturate};
