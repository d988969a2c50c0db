/* SPDX-License-Identifier: MIT */
/*
 * How far two 8-bit pictures are apart: mean squared error, structural similarity, difference in
 * colour.
 */
#ifndef MLT_TESTS_QUALITY_H
#define MLT_TESTS_QUALITY_H

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "image/image.h"

static inline double mean_squared_error(const mltest_image_view *a, const mltest_image_view *b)
{
    double sum = 0;
    size_t n = (size_t)a->width * mlt_format_bytes(a->format);
    for (uint32_t y = 0; y < a->height; y++) {
        for (size_t i = 0; i < n; i++) {
            double d = (double)mlt_view_row(a, y)[i] - mlt_view_row(b, y)[i];
            sum += d * d;
        }
    }
    return sum / ((double)n * a->height);
}

enum { WINDOW = 7, MOMENTS = 5 };

/* Sums of x, y, x², y², xy over all that is above and left of a point. */
typedef double moments[MOMENTS];

static inline void add_up(moments *sums, const mltest_image_view *a, const mltest_image_view *b,
                          uint32_t channel)
{
    size_t stride = (size_t)a->width + 1, step = mlt_format_bytes(a->format);
    memset(sums, 0, stride * sizeof *sums);
    for (uint32_t row = 0; row < a->height; row++) {
        moments *to = sums + (row + 1) * stride;
        moments run = {0};
        memset(to, 0, sizeof *to);
        for (uint32_t column = 0; column < a->width; column++) {
            double x = mlt_view_row(a, row)[column * step + channel];
            double y = mlt_view_row(b, row)[column * step + channel];
            const moments here = {x, y, x * x, y * y, x * y};
            for (int m = 0; m < MOMENTS; m++) {
                run[m] += here[m];
                to[column + 1][m] = to[column + 1 - stride][m] + run[m];
            }
        }
    }
}

static inline double window_similarity(moments *top, size_t stride)
{
    const double n = WINDOW * WINDOW, c1 = 0.01 * 255 * 0.01 * 255, c2 = 0.03 * 255 * 0.03 * 255;
    moments s;
    for (int m = 0; m < MOMENTS; m++)
        s[m] = (top[WINDOW * stride + WINDOW][m] - top[WINDOW * stride][m] - top[WINDOW][m] +
                top[0][m]) /
               n;
    double unbiased = n / (n - 1), vx = (s[2] - s[0] * s[0]) * unbiased;
    double vy = (s[3] - s[1] * s[1]) * unbiased, vxy = (s[4] - s[0] * s[1]) * unbiased;
    return (2 * s[0] * s[1] + c1) * (2 * vxy + c2) /
           ((s[0] * s[0] + s[1] * s[1] + c1) * (vx + vy + c2));
}

/* Z. Wang et al. (2004) with windows of 7 × 7 and equal weights, the mean over all channels and all
 * windows inside the picture, which has to be at least that large. */
static inline double similarity(const mltest_image_view *a, const mltest_image_view *b)
{
    size_t stride = (size_t)a->width + 1;
    moments *sums = malloc(stride * (a->height + 1) * sizeof *sums);
    if (sums == NULL)
        abort();
    double total = 0;
    uint32_t channels = mlt_format_channels(a->format);
    for (uint32_t c = 0; c < channels; c++) {
        add_up(sums, a, b, c);
        for (uint32_t y = 0; y + WINDOW <= a->height; y++) {
            for (uint32_t x = 0; x + WINDOW <= a->width; x++)
                total += window_similarity(sums + y * stride + x, stride);
        }
    }
    free(sums);
    return total / ((double)channels * (a->width - WINDOW + 1) * (a->height - WINDOW + 1));
}

/* CIE L*a*b* of sRGB (IEC 61966-2-1, white D65). */
static inline void to_lab(const uint8_t rgb[3], double lab[3])
{
    static const double matrix[3][3] = {
        {.4124564 / .95047, .3575761 / .95047, .1804375 / .95047},
        {.2126729, .7151522, .0721750},
        {.0193339 / 1.08883, .1191920 / 1.08883, .9503041 / 1.08883}};
    double linear[3], f[3];
    for (int c = 0; c < 3; c++) {
        double v = rgb[c] / 255.0;
        linear[c] = v <= .04045 ? v / 12.92 : pow((v + .055) / 1.055, 2.4);
    }
    for (int k = 0; k < 3; k++) {
        double t = 0;
        for (int c = 0; c < 3; c++)
            t += matrix[k][c] * linear[c];
        f[k] = t > 216.0 / 24389 ? cbrt(t) : (24389.0 / 27 * t + 16) / 116;
    }
    lab[0] = 116 * f[1] - 16;
    lab[1] = 500 * (f[0] - f[1]);
    lab[2] = 200 * (f[1] - f[2]);
}

/* The mean Euclidean distance in L*a*b* (CIE 1976) of two RGB8 pictures of one size. */
static inline double colour_difference(const mltest_image_view *a, const mltest_image_view *b)
{
    double sum = 0;
    for (uint32_t y = 0; y < a->height; y++) {
        for (uint32_t x = 0; x < a->width; x++) {
            double p[3], q[3];
            to_lab(mlt_view_row(a, y) + 3 * x, p);
            to_lab(mlt_view_row(b, y) + 3 * x, q);
            sum += sqrt((p[0] - q[0]) * (p[0] - q[0]) + (p[1] - q[1]) * (p[1] - q[1]) +
                        (p[2] - q[2]) * (p[2] - q[2]));
        }
    }
    return sum / ((double)a->width * a->height);
}

#endif
