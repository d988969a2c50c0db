/* SPDX-License-Identifier: MIT */
#include "image/coarse.h"

#include <math.h>
#include <string.h>

#include "image/between.h"
#include "image/rows.h"
#include "kernel/kernels.h"

enum { FURTHER = 3 }; /* numbers that the loops touch behind a row */

/* Where a pixel of one line lies on another one, and the nearest pixel there. */
static mlt_between place_at(uint32_t i, uint32_t n, uint32_t n_from)
{
    return mlt_between_at((i + 0.5) * n_from / n - 0.5, n_from);
}

static mlt_between nearest_at(uint32_t i, uint32_t n, uint32_t n_from)
{
    return (mlt_between){(uint32_t)((2 * (uint64_t)i + 1) * n_from / (2 * (uint64_t)n)), 0};
}

/* What of a line is under a pixel of another one. */
static mlt_reach reach_at(uint32_t i, uint32_t n, uint32_t n_from)
{
    double from = (double)i * n_from / n, end = (double)(i + 1) * n_from / n;
    double first = floor(from), last = ceil(end) - 1;
    mlt_reach r = {(uint32_t)first, (uint32_t)last, 0, 0};
    if (last > first) {
        r.first = (float)(first + 1 - from);
        r.last = (float)(end - last);
    } else {
        r.first = (float)(end - from);
    }
    return r;
}

typedef struct {
    const mlt_coarse *coarse;
    const mltest_image_view *in;
    size_t channels;
    uint32_t *low, *back_low; /* of columns there and back, in samples */
    float *t, *back_t;
    mlt_reach *reaches;               /* of columns, in samples */
    float *row, *other, *mixed;       /* of the picture, with the last pixel there twice */
    uint32_t other_y;                 /* which row `other` is, UINT32_MAX if none */
    float *small, *enlarged[2], *out; /* a small row, two that are enlarged, one between them */
} run;

static size_t row_numbers(const mlt_coarse *c)
{
    uint32_t longer = c->in->width > c->width ? c->in->width : c->width;
    return ((size_t)longer + 1) * mlt_format_channels(c->in->format) + FURTHER;
}

enum { ROWS = 7 };

size_t mlt_coarse_bytes(const mlt_coarse *c)
{
    return ROWS * row_numbers(c) * sizeof(float) + c->width * sizeof(mlt_reach) +
           ((size_t)c->width + c->in->width) * (sizeof(uint32_t) + sizeof(float));
}

static run lay_out(const mlt_coarse *c, void *work)
{
    run r = {.coarse = c, .in = c->in, .channels = mlt_format_channels(c->in->format)};
    r.other_y = UINT32_MAX;
    size_t n = row_numbers(c);
    float *at = work;
    float **rows[ROWS] = {&r.row,         &r.other,       &r.mixed, &r.small,
                          &r.enlarged[0], &r.enlarged[1], &r.out};
    for (size_t k = 0; k < ROWS; k++, at += n)
        *rows[k] = at;
    r.t = at;
    r.back_t = r.t + c->width;
    r.low = (uint32_t *)(void *)(r.back_t + c->in->width);
    r.back_low = r.low + c->width;
    r.reaches = (mlt_reach *)(void *)(r.back_low + c->in->width);
    memset(work, 0, ROWS * n * sizeof(float));
    return r;
}

static void place_columns(const run *r)
{
    const mlt_coarse *c = r->coarse;
    uint32_t n = r->in->width, channels = (uint32_t)r->channels;
    for (uint32_t x = 0; x < c->width; x++) {
        bool nearest = c->method == MLT_COARSE_NEAREST;
        mlt_between p = nearest ? nearest_at(x, c->width, n) : place_at(x, c->width, n);
        r->low[x] = p.low * channels;
        r->t[x] = p.t;
        r->reaches[x] = reach_at(x, c->width, n);
        r->reaches[x].from *= channels;
        r->reaches[x].end *= channels;
    }
    for (uint32_t x = 0; x < n; x++) {
        mlt_between p = place_at(x, n, c->width);
        r->back_low[x] = p.low * channels;
        r->back_t[x] = p.t;
    }
}

/* A pixel after the last one, like it. */
static void repeat_last(const run *r, float *row, uint32_t width)
{
    float *end = row + width * r->channels;
    memcpy(end, end - r->channels, r->channels * sizeof *row);
}

static void load(const run *r, float *row, uint32_t y)
{
    mlt_row_load(row, r->in, y);
    repeat_last(r, row, r->in->width);
}

/* Row y as r->row, which often was the lower one of the last pair. */
static void load_upper(run *r, uint32_t y)
{
    if (r->other_y == y) {
        float *swap = r->row;
        r->row = r->other;
        r->other = swap;
        r->other_y = UINT32_MAX;
    } else {
        load(r, r->row, y);
    }
}

/* A small row from the two around it, or the nearest. */
static void take_row(run *r, uint32_t i)
{
    const mlt_resample_loops *loops = mlt_kernels_get()->resample;
    uint32_t n = r->coarse->height, height = r->in->height;
    bool nearest = r->coarse->method == MLT_COARSE_NEAREST;
    mlt_between p = nearest ? nearest_at(i, n, height) : place_at(i, n, height);
    load_upper(r, p.low);
    const float *from = r->row;
    if (p.t > 0) {
        load(r, r->other, p.low + 1);
        r->other_y = p.low + 1;
        loops->between_rows(r->mixed, r->row, r->other, p.t, (r->in->width + 1) * r->channels);
        from = r->mixed;
    }
    loops->between_pixels(r->small, from, r->low, r->t, r->channels, r->coarse->width);
}

/* A small row from all that is under it. */
static void cover_row(const run *r, uint32_t i)
{
    const mlt_kernels *kernels = mlt_kernels_get();
    const mlt_coarse *c = r->coarse;
    mlt_reach reach = reach_at(i, c->height, r->in->height);
    size_t n = r->in->width * r->channels;
    float gain = (float)c->height / (float)r->in->height;
    memset(r->mixed, 0, n * sizeof *r->mixed);
    for (uint32_t y = reach.from; y <= reach.end; y++) {
        float share = y == reach.from ? reach.first : y < reach.end ? 1 : reach.last;
        mlt_row_load(r->row, r->in, y);
        kernels->rows->accumulate(r->mixed, r->row, share * gain, n);
    }
    kernels->resample->cover_pixels(r->small, r->mixed, r->reaches,
                                    (float)c->width / (float)r->in->width, r->channels, c->width);
}

/* Small row i at the picture's width. */
static void enlarge(run *r, uint32_t i)
{
    if (r->coarse->method == MLT_COARSE_AREA)
        cover_row(r, i);
    else
        take_row(r, i);
    repeat_last(r, r->small, r->coarse->width);
    mlt_kernels_get()->resample->between_pixels(r->enlarged[i % 2], r->small, r->back_low,
                                                r->back_t, r->channels, r->in->width);
}

void mlt_coarse_run(const mlt_coarse *coarse, mlt_image *out, void *work)
{
    run r = lay_out(coarse, work);
    size_t n = r.in->width * r.channels;
    uint32_t made = 0; /* small rows so far */
    place_columns(&r);
    for (uint32_t y = 0; y < r.in->height; y++) {
        mlt_between p = place_at(y, r.in->height, coarse->height);
        uint32_t high = p.t > 0 ? p.low + 1 : p.low;
        for (made = made > p.low ? made : p.low; made <= high; made++)
            enlarge(&r, made);
        mlt_kernels_get()->resample->between_rows(r.out, r.enlarged[p.low % 2],
                                                  r.enlarged[high % 2], p.t, n);
        mlt_kernels_get()->rows->affine(r.out, 1, 0.5f, n); /* storing truncates */
        mlt_row_store(out, y, r.out, r.in);
    }
}
