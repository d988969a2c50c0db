/* SPDX-License-Identifier: MIT */
#include "image/resample.h"

#include <string.h>

#include "base/error.h"
#include "image/shrink.h"

/*
 * The input under one output row or column. Lengths are counted in 1/n_out of an input pixel, so
 * that an output pixel is n_in long and an input pixel n_out: all are whole numbers.
 */
typedef struct {
    uint64_t start, end;  /* in those units */
    uint64_t first, last; /* the input pixels it touches */
    uint64_t n_out;
} span;

static span span_of(uint64_t i, uint64_t n_in, uint64_t n_out)
{
    uint64_t start = i * n_in, end = start + n_in;
    return (span){start, end, start / n_out, (end - 1) / n_out, n_out};
}

/* How much of input pixel i lies under the span. */
static uint64_t overlap(const span *s, uint64_t i)
{
    uint64_t low = i * s->n_out, high = low + s->n_out;
    return (high < s->end ? high : s->end) - (low > s->start ? low : s->start);
}

/* Adds one input row's part of an output pixel to its sums, one a channel. */
static void add_row(uint64_t sums[4], const uint8_t *row, const span *columns, uint64_t weight,
                    uint32_t channels, bool wide)
{
    for (uint64_t x = columns->first; x <= columns->last; x++) {
        uint64_t w = weight * overlap(columns, x);
        for (uint32_t c = 0; c < channels; c++) {
            const size_t at = (size_t)x * channels + c;
            uint16_t v = 0;
            if (wide)
                memcpy(&v, row + 2 * at, 2);
            else
                v = row[at];
            sums[c] += w * v;
        }
    }
}

/* Sums stay below 65536 · width · height of the input, which the limits of a picture keep far from
 * 2^64. */
static void make_pixel(uint8_t *to, const mltest_image_view *view, const span *columns,
                       const span *rows)
{
    bool wide = mlt_format_is_16bit(view->format);
    uint32_t step = mlt_format_bytes(view->format), channels = wide ? step / 2 : step;
    uint64_t area = (uint64_t)view->width * view->height, sums[4] = {0};
    for (uint64_t y = rows->first; y <= rows->last; y++)
        add_row(sums, mlt_view_row(view, (uint32_t)y), columns, overlap(rows, y), channels, wide);
    for (uint32_t c = 0; c < channels; c++) {
        uint16_t v = (uint16_t)((sums[c] + area / 2) / area);
        if (wide)
            memcpy(to + (size_t)2 * c, &v, 2);
        else
            to[c] = (uint8_t)v;
    }
}

mltest_status mlt_image_shrink(mlt_image *out, const mltest_image_view *view, uint32_t width,
                               uint32_t height, mltest_error **error)
{
    TRY(mlt_image_resize(out, width, height, view->format, error));
    if (mlt_image_shrink_words(out, view))
        return MLTEST_OK;
    size_t step = mlt_format_bytes(view->format);
    for (uint32_t y = 0; y < height; y++) {
        span rows = span_of(y, view->height, height);
        uint8_t *to = (uint8_t *)out->data + (int64_t)y * out->stride_bytes;
        for (uint32_t x = 0; x < width; x++) {
            span columns = span_of(x, view->width, width);
            make_pixel(to + x * step, view, &columns, &rows);
        }
    }
    return MLTEST_OK;
}
