/* SPDX-License-Identifier: MIT */
#include "image/shrink.h"

#include <string.h>

#include "kernel/kernels.h"

enum {
    BLOCK = 2048,  /* numbers of an input row at a time, so that all of it stays near */
    SPARE = 3,     /* numbers that the loops touch behind a row */
    PIXELS = BLOCK /* of the output at most, as it has no more than the input */
};

static uint64_t common_divisor(uint64_t a, uint64_t b)
{
    while (b != 0) {
        uint64_t rest = a % b;
        a = b;
        b = rest;
    }
    return a;
}

/* Lengths in units of which an output pixel has `out` and an input pixel `in`. */
typedef struct {
    uint64_t out, in;
} units;

static units units_of(uint32_t n_in, uint32_t n_out)
{
    uint64_t common = common_divisor(n_in, n_out);
    return (units){n_in / common, n_out / common};
}

/* What of a line is under pixel i, in pixels. */
static mlt_shrink_reach reach_at(const units *u, uint64_t i)
{
    uint64_t start = i * u->out, end = start + u->out;
    mlt_shrink_reach r = {(uint32_t)(start / u->in), (uint32_t)((end - 1) / u->in), 0, 0};
    uint64_t first_end = ((uint64_t)r.from + 1) * u->in;
    r.first = (uint32_t)((end < first_end ? end : first_end) - start);
    r.last = r.end > r.from ? (uint32_t)(end - (uint64_t)r.end * u->in) : 0;
    return r;
}

/* Columns first … end - 1 of the output, and what they need of a row. */
typedef struct {
    const mlt_shrink_loops *loops;
    mlt_image *out;
    const mltest_image_view *view;
    units across, down;
    uint32_t channels;
    uint32_t first, end;
    uint32_t from;    /* the first sample of an input row */
    size_t n_samples; /* and how many of it */
    mlt_shrink_reach reaches[PIXELS];
    uint32_t sums[BLOCK + SPARE], means[BLOCK + SPARE];
} block;

/* As many columns as their samples find room for; false if one does not. */
static bool place_columns(block *b)
{
    b->from = reach_at(&b->across, b->first).from * b->channels;
    b->n_samples = 0;
    for (b->end = b->first; b->end < b->out->width; b->end++) {
        mlt_shrink_reach r = reach_at(&b->across, b->end);
        size_t n = ((size_t)r.end + 1) * b->channels - b->from;
        if (n > BLOCK)
            break;
        b->n_samples = n;
        r.from = r.from * b->channels - b->from;
        r.end = r.end * b->channels - b->from;
        b->reaches[b->end - b->first] = r;
    }
    return b->end > b->first;
}

static void make_row(block *b, uint32_t y)
{
    mlt_shrink_reach rows = reach_at(&b->down, y);
    size_t n = b->end - b->first;
    uint32_t area = (uint32_t)(b->across.out * b->down.out);
    memset(b->sums, 0, (b->n_samples + SPARE) * sizeof *b->sums);
    for (uint32_t i = rows.from; i <= rows.end; i++) {
        uint32_t inner = i < rows.end ? (uint32_t)b->down.in : rows.last;
        b->loops->add_row(b->sums, mlt_view_row(b->view, i) + b->from,
                          i == rows.from ? rows.first : inner, b->n_samples);
    }
    b->loops->add_pixels(b->means, b->sums, b->reaches, (uint32_t)b->across.in, b->channels, n);
    b->loops->divide((uint8_t *)b->out->data + (int64_t)y * b->out->stride_bytes +
                         (size_t)b->first * b->channels,
                     b->means, area, n * b->channels);
}

bool mlt_image_shrink_words(mlt_image *out, const mltest_image_view *view)
{
    block b = {.loops = mlt_kernels_get()->shrink, .out = out, .view = view};
    b.across = units_of(view->width, out->width);
    b.down = units_of(view->height, out->height);
    b.channels = mlt_format_bytes(view->format);
    if (mlt_format_is_16bit(view->format) || out->width > view->width ||
        out->height > view->height || (b.across.out / b.across.in + 2) * b.channels > BLOCK ||
        b.across.out * b.down.out >= (uint64_t)1 << 23)
        return false;
    for (; b.first < out->width; b.first = b.end) {
        if (!place_columns(&b))
            return false;
        for (uint32_t y = 0; y < out->height; y++)
            make_row(&b, y);
    }
    return true;
}
