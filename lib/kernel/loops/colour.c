/* SPDX-License-Identifier: MIT */
#include "kernel/colour.h"

#include <math.h>

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

/* Sextants of the hue, 0 to 6: of a channel's distance from V, in parts of the spread. */
static inline float distance(float hue, float shift)
{
    float k = hue + shift;
    k -= 6 * floorf(k / 6);
    float other = 4 - k, least = k < other ? k : other;
    least = least < 1 ? least : 1;
    return least > 0 ? least : 0;
}

static void change_hsv(float *restrict v, const mlt_hsv_change *change, float top, size_t n)
{
    const float turn = 6 * change->turn, gain = change->saturation, value = change->value;
    for (size_t i = 0; i < n; i++) {
        float *p = v + 3 * i, r = p[0], g = p[1], b = p[2], high = largest(p);
        float spread = high - smallest(p), divisor = spread > 0 ? spread : 1;
        float red = (g - b) / divisor, green = 2 + (b - r) / divisor, blue = 4 + (r - g) / divisor;
        float hue = (r >= high ? red : g >= high ? green : blue) + turn;
        float s = spread / (high > 0 ? high : 1) * gain, bright = high * value;
        s = s < 1 ? s : 1;
        bright = bright < top ? bright : top;
        float part = bright * s;
        p[0] = bright - part * distance(hue, 5);
        p[1] = bright - part * distance(hue, 3);
        p[2] = bright - part * distance(hue, 1);
    }
}

MLT_KERNEL_BUILD(mlt_colour_loops) = {brighten, saturate, change_hsv};
