/* SPDX-License-Identifier: MIT */
#include "kernel/snow.h"

static void flakes(float *v, float mean, float spread, float threshold, size_t n)
{
    const float least = threshold > 0 ? threshold : 0;
    for (size_t i = 0; i < n; i++) {
        float light = mean + spread * v[i], clipped = light < 1 ? light : 1;
        v[i] = light < least ? 0 : clipped;
    }
}

/* A float as large as 1.5 · 2^23 has no fraction: adding it rounds, whatever the processor. */
static void steps(float *restrict out, const float *restrict in, size_t n)
{
    const float whole = 12582912;
    for (size_t i = 0; i < n; i++) {
        float level = (255 * in[i] + whole) - whole, light = level / 255;
        out[i] = light < 1 ? light : 1;
    }
}

static inline float blend(float v, float white, float snow, float keep, float rest)
{
    return keep * v + rest * (v > white ? v : white) + snow;
}

static void whiten(float *restrict v, const float *restrict light, const float *restrict turned,
                   float keep, float top, size_t n)
{
    const float rest = 1 - keep;
    for (size_t i = 0; i < n; i++) {
        float white = 1.5f * v[i] + .5f * top, snow = (light[i] + turned[n - 1 - i]) * top;
        v[i] = blend(v[i], white, snow, keep, rest);
    }
}

static void whiten3(float *restrict v, const float *restrict light, const float *restrict turned,
                    float keep, float top, size_t n)
{
    const float rest = 1 - keep;
    for (size_t i = 0; i < n; i++) {
        float r = v[3 * i], g = v[3 * i + 1], b = v[3 * i + 2];
        float grey = .299f * r + .587f * g + .114f * b;
        float white = 1.5f * grey + .5f * top, snow = (light[i] + turned[n - 1 - i]) * top;
        v[3 * i] = blend(r, white, snow, keep, rest);
        v[3 * i + 1] = blend(g, white, snow, keep, rest);
        v[3 * i + 2] = blend(b, white, snow, keep, rest);
    }
}

MLT_KERNEL_BUILD(mlt_snow_loops) = {flakes, steps, whiten, whiten3};
