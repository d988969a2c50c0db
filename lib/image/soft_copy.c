/* SPDX-License-Identifier: MIT */
#include "image/soft_copy.h"

#include <math.h>
#include <string.h>

#include "image/rows.h"
#include "image/separable.h"
#include "kernel/kernels.h"

enum { TRUNCATE = 3, MOST_RADIUS = TRUNCATE * MLT_SOFT_COPY_MOST_SIGMA, PIXEL = 4 };

static uint32_t shrunk(uint32_t n, uint32_t factor)
{
    return (n - 1) / factor + 1;
}

/* What is missing to sigma, in pixels of the copy. A mean over f pixels has the variance f² / 12,
 * what lies between pixels that are f apart up to f² / 6 more: together f² / 4. */
static double own_sigma(uint32_t factor, double sigma)
{
    double left = sigma * sigma / ((double)factor * factor) - .25;
    return left > .01 ? sqrt(left) : .1;
}

/* The filter works on the copy, in place. */
static void load(void *from, uint32_t y, float *row)
{
    const mlt_small_picture *copy = from;
    size_t n = (size_t)PIXEL * copy->width;
    memcpy(row, copy->pixels + y * n, n * sizeof *row);
}

typedef struct {
    float *pixels;
    size_t n;
} place;

static void store(void *to, uint32_t y, const float *row)
{
    const place *p = to;
    memcpy(p->pixels + y * p->n, row, p->n * sizeof *row);
}

static mlt_separable filter_of(const mltest_image_view *in, uint32_t factor, double sigma)
{
    mlt_taps taps = {.radius = mlt_gaussian_radius(own_sigma(factor, sigma), TRUNCATE)};
    taps.radius = taps.radius < MOST_RADIUS ? taps.radius : MOST_RADIUS;
    return (mlt_separable){.width = shrunk(in->width, factor),
                           .height = shrunk(in->height, factor),
                           .channels = PIXEL,
                           .down = taps,
                           .across = taps,
                           .edge = MLT_EDGE_REPLICATE,
                           .load = load,
                           .store = store};
}

/* Work, apart: what the filter needs, the copy, and a row of sums that goes on with its last pixel
 * up to a whole one of the copy, and the three samples that the loop reads behind it. */
static size_t row_floats(const mltest_image_view *in, uint32_t factor)
{
    return ((size_t)shrunk(in->width, factor) * factor + 1) * mlt_format_channels(in->format) + 3;
}

size_t mlt_soft_copy_bytes(const mltest_image_view *in, uint32_t factor, double sigma)
{
    mlt_separable filter = filter_of(in, factor, sigma);
    size_t floats = (size_t)PIXEL * filter.width * filter.height + 2 * row_floats(in, factor);
    return mlt_separable_bytes(&filter) + floats * sizeof(float);
}

static void shrink(float *pixels, const mltest_image_view *in, uint32_t factor, float *sums)
{
    size_t channels = mlt_format_channels(in->format), n = in->width * channels;
    size_t floats = row_floats(in, factor), width = shrunk(in->width, factor);
    float *row = sums + floats;
    for (uint32_t i = 0; i < shrunk(in->height, factor); i++) {
        memset(sums, 0, floats * sizeof *sums);
        for (uint32_t k = 0; k < factor; k++) {
            uint32_t y = i * factor + k;
            mlt_row_load(row, in, y < in->height ? y : in->height - 1);
            mlt_kernels_get()->rows->accumulate(sums, row, 1, n);
        }
        for (size_t k = n; k < floats; k++)
            sums[k] = sums[k - channels];
        mlt_kernels_get()->blob->shrink(pixels + i * width * PIXEL, sums, channels, factor,
                                        1 / ((float)factor * (float)factor), width);
    }
}

void mlt_soft_copy_make(mlt_small_picture *copy, const mltest_image_view *in, uint32_t factor,
                        double sigma, void *work)
{
    mlt_separable filter = filter_of(in, factor, sigma);
    float weights[MOST_RADIUS + 1];
    place p = {(float *)(void *)((char *)work + mlt_separable_bytes(&filter)),
               (size_t)PIXEL * filter.width};
    *copy = (mlt_small_picture){p.pixels, filter.width, filter.height, 1 / (float)factor};
    shrink(p.pixels, in, factor, p.pixels + p.n * filter.height);
    mlt_gaussian_weights(weights, own_sigma(factor, sigma), filter.down.radius);
    filter.down.weights = filter.across.weights = weights;
    filter.from = copy;
    filter.to = &p;
    mlt_separable_run(&filter, work);
}

/* Between which of n pixels pixel i of the picture lies; beyond the last one's centre, at it. */
static uint32_t find(uint32_t i, uint32_t n, float scale, float *t)
{
    double at = (i + 0.5) * (double)scale - 0.5, inside = at > 0 ? at : 0, last = n - 1;
    inside = inside < last ? inside : last;
    uint32_t low = (uint32_t)inside;
    *t = (float)(inside - low);
    return low;
}

void mlt_soft_copy_columns(const mlt_small_picture *copy, uint32_t *low, float *t, uint32_t width)
{
    for (uint32_t x = 0; x < width; x++)
        low[x] = find(x, copy->width, copy->scale, &t[x]);
}

void mlt_soft_copy_row(const mlt_small_picture *copy, float *out, uint32_t y, const uint32_t *low,
                       const float *t, size_t n, float *line)
{
    float down;
    uint32_t upper = find(y, copy->height, copy->scale, &down);
    size_t stride = (size_t)PIXEL * copy->width;
    const float *above = copy->pixels + upper * stride;
    const float *below = upper + 1 < copy->height ? above + stride : above;
    mlt_kernels_get()->resample->between_rows(line, above, below, down, stride);
    memset(line + stride, 0, PIXEL * sizeof *line); /* has no weight */
    mlt_kernels_get()->blob->between(out, line, low, t, n);
}

float mlt_soft_copy_mean(const mlt_small_picture *copy, uint32_t channels)
{
    double sums[PIXEL] = {0}, sum = 0;
    size_t n = (size_t)copy->width * copy->height;
    for (size_t i = 0; i < n; i++)
        for (size_t c = 0; c < PIXEL; c++)
            sums[c] += (double)copy->pixels[PIXEL * i + c];
    for (size_t c = 0; c < channels; c++)
        sum += sums[c];
    return (float)(sum / ((double)n * channels));
}
