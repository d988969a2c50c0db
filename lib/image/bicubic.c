/* SPDX-License-Identifier: MIT */
#include "image/bicubic.h"

#include <math.h>
#include <string.h>

#include "kernel/kernels.h"

/* The first of the four source lines of a line, which may lie before 0, and their weights. */
typedef struct {
    int64_t low;
    float weights[4]; /* whole numbers */
} place;

static float rounded(float weight)
{
    return rintf(weight * 2048);
}

/* Float where the original has float. */
static place place_of(uint32_t at, uint32_t n_out, uint32_t n_in)
{
    const float a = -0.75f;
    double scale = 1 / ((double)n_out / n_in);
    float centre = (float)((at + 0.5) * scale - 0.5), low = floorf(centre);
    float t = centre - low, u = 1 - t;
    float before = ((a * (t + 1) - 5 * a) * (t + 1) + 8 * a) * (t + 1) - 4 * a;
    float here = ((a + 2) * t - (a + 3)) * t * t + 1;
    float next = ((a + 2) * u - (a + 3)) * u * u + 1;
    float after = 1 - before - here - next;
    return (place){(int64_t)low - 1,
                   {rounded(before), rounded(here), rounded(next), rounded(after)}};
}

static uint32_t clamped(int64_t at, uint32_t n)
{
    return at < 0 ? 0 : at < n ? (uint32_t)at : n - 1;
}

/* A row has room for one number more than its pixels have. */
static size_t row_room(const mlt_bicubic *b)
{
    return 3 * (size_t)b->columns + 1;
}

static size_t pixels_needed(const mlt_bicubic *b)
{
    place first = place_of(b->left, b->width, b->in.width);
    place last = place_of(b->left + b->columns - 1, b->width, b->in.width);
    return (size_t)(last.low + 4 - first.low);
}

size_t mlt_bicubic_bytes(const mlt_bicubic *b)
{
    return (5 * (size_t)b->columns + 4 * pixels_needed(b) + 4 * row_room(b)) * sizeof(float);
}

void mlt_bicubic_begin(mlt_bicubic *b, void *work)
{
    place first = place_of(b->left, b->width, b->in.width);
    b->first = first.low;
    b->n_pixels = pixels_needed(b);
    b->weights = work;
    b->pixels = b->weights + 4 * (size_t)b->columns;
    b->low = (uint32_t *)(void *)(b->pixels + 4 * b->n_pixels);
    for (uint32_t x = 0; x < b->columns; x++) {
        place p = place_of(b->left + x, b->width, b->in.width);
        b->low[x] = (uint32_t)(p.low - first.low);
        memcpy(b->weights + 4 * (size_t)x, p.weights, sizeof p.weights);
    }
    for (size_t k = 0; k < 4; k++) {
        b->rows[k] = (int32_t *)(void *)(b->low + b->columns) + k * row_room(b);
        b->row_of[k] = -1;
    }
}

/* The pixels of a source row that are needed, with those at its edges repeated. */
static void widen_row(const mlt_bicubic *b, uint32_t y)
{
    const uint8_t *in = mlt_view_row(&b->in, y);
    int64_t end = b->first + (int64_t)b->n_pixels;
    uint32_t from = clamped(b->first, b->in.width), to = clamped(end - 1, b->in.width) + 1;
    float *at = b->pixels;
    for (int64_t x = b->first; x < from; x++, at += 4)
        mlt_kernels_get()->cubic->widen(at, in, 1);
    mlt_kernels_get()->cubic->widen(at, in + 3 * (size_t)from, to - from);
    at += 4 * (size_t)(to - from);
    for (int64_t x = to; x < end; x++, at += 4)
        mlt_kernels_get()->cubic->widen(at, in + 3 * (size_t)(to - 1), 1);
}

/* A source row, filtered across; the last four are kept. */
static const int32_t *filtered_row(mlt_bicubic *b, uint32_t y)
{
    uint32_t k = y % 4;
    if (b->row_of[k] != y) {
        widen_row(b, y);
        mlt_kernels_get()->cubic->across(b->rows[k], b->pixels, b->low, b->weights, b->columns);
        b->row_of[k] = y;
    }
    return b->rows[k];
}

void mlt_bicubic_row(mlt_bicubic *b, uint8_t *rgb, uint32_t y)
{
    place p = place_of(y, b->height, b->in.height);
    const int32_t *rows[4];
    int32_t weights[4];
    for (int k = 0; k < 4; k++) {
        rows[k] = filtered_row(b, clamped(p.low + k, b->in.height));
        weights[k] = (int32_t)p.weights[k];
    }
    mlt_kernels_get()->cubic->down(rgb, rows, weights, 3 * (size_t)b->columns);
}
