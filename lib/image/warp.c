/* SPDX-License-Identifier: MIT */
#include "image/warp.h"

#include <math.h>
#include <string.h>

/* Where an output pixel comes from: the top-left of four pixels, and weights in 1/256. */
typedef struct {
    int64_t x, y;
    uint32_t wx, wy;
} source;

static source locate(const double m[9], uint32_t x, uint32_t y, const mltest_image_view *in)
{
    double px = x + 0.5, py = y + 0.5;
    double w = m[6] * px + m[7] * py + m[8];
    double sx = (m[0] * px + m[1] * py + m[2]) / w - 0.5;
    double sy = (m[3] * px + m[4] * py + m[5]) / w - 0.5;
    /* Far outside is as good as two pixels outside, and fits an integer. NaN goes there too. */
    sx = sx > -2 ? (sx < in->width + 1.0 ? sx : in->width + 1.0) : -2;
    sy = sy > -2 ? (sy < in->height + 1.0 ? sy : in->height + 1.0) : -2;
    double fx = floor(sx * 256 + 0.5), fy = floor(sy * 256 + 0.5);
    int64_t ix = (int64_t)fx, iy = (int64_t)fy;
    int64_t x0 = (ix + 1024) / 256 - 4, y0 = (iy + 1024) / 256 - 4; /* floor of ix / 256 */
    return (source){x0, y0, (uint32_t)(ix - 256 * x0), (uint32_t)(iy - 256 * y0)};
}

static int64_t clamp(int64_t v, int64_t high)
{
    return v < 0 ? 0 : v > high ? high : v;
}

/* The pixel at (x, y), or NULL for the constant border. */
static const uint8_t *tap(const mltest_image_view *in, int64_t x, int64_t y, uint32_t step,
                          mlt_border border)
{
    bool inside = x >= 0 && y >= 0 && x < in->width && y < in->height;
    if (!inside && border == MLT_BORDER_CONSTANT)
        return NULL;
    x = clamp(x, (int64_t)in->width - 1);
    y = clamp(y, (int64_t)in->height - 1);
    return mlt_view_row(in, (uint32_t)y) + x * step;
}

static uint32_t sample_of(const uint8_t *p, uint32_t c, bool wide)
{
    uint16_t v = 0;
    if (p == NULL)
        return 0;
    if (!wide)
        return p[c];
    memcpy(&v, p + (size_t)2 * c, 2);
    return v;
}

static void blend(uint8_t *to, const uint8_t *const taps[4], source s, uint32_t channels, bool wide)
{
    uint64_t w[4] = {(256 - s.wx) * (256 - s.wy), s.wx * (256 - s.wy), (256 - s.wx) * s.wy,
                     s.wx * s.wy};
    for (uint32_t c = 0; c < channels; c++) {
        uint64_t sum = 1u << 15;
        for (int k = 0; k < 4; k++)
            sum += w[k] * sample_of(taps[k], c, wide);
        uint16_t v = (uint16_t)(sum >> 16);
        if (wide)
            memcpy(to + (size_t)2 * c, &v, 2);
        else
            to[c] = (uint8_t)v;
    }
}

void mlt_warp(mlt_image *out, const mltest_image_view *in, const double inverse[9],
              mlt_border border)
{
    bool wide = mlt_format_is_16bit(in->format);
    uint32_t step = mlt_format_bytes(in->format), channels = wide ? step / 2 : step;
    for (uint32_t y = 0; y < out->height; y++) {
        uint8_t *to = (uint8_t *)out->data + (int64_t)y * out->stride_bytes;
        for (uint32_t x = 0; x < out->width; x++, to += step) {
            source s = locate(inverse, x, y, in);
            const uint8_t *const taps[4] = {
                tap(in, s.x, s.y, step, border), tap(in, s.x + 1, s.y, step, border),
                tap(in, s.x, s.y + 1, step, border), tap(in, s.x + 1, s.y + 1, step, border)};
            blend(to, taps, s, channels, wide);
        }
    }
}
