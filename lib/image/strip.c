/* SPDX-License-Identifier: MIT */
#include "image/strip.h"

#include "image/rows.h"

static mltest_image_view columns(const mltest_image_view *view, size_t x, size_t width)
{
    mltest_image_view part = *view;
    part.data = (const uint8_t *)view->data + x * mlt_format_bytes(view->format);
    part.width = (uint32_t)width;
    return part;
}

/* Pixels from `first` to before `end`, beyond the edges, are others of the line: those at the edge
 * and as many before it as are beyond it. */
static void repeat(const mlt_strip *s, float *line, int64_t first, int64_t end)
{
    int64_t channels = mlt_format_channels(s->in->format);
    for (int64_t x = first; x < end; x++) {
        int64_t from = (int64_t)mlt_edge_place(x, s->in->width, s->edge);
        for (int64_t c = 0; c < channels; c++)
            line[(x - s->x) * channels + c] = line[(from - s->x) * channels + c];
    }
}

void mlt_strip_load(const mlt_strip *s, float *line, int64_t y)
{
    int64_t left = (int64_t)s->x - (int64_t)s->left, width = s->in->width;
    int64_t right = (int64_t)s->x + s->width + (int64_t)s->right;
    int64_t first = left > 0 ? left : 0, end = right < width ? right : width;
    mltest_image_view part = columns(s->in, (size_t)first, (size_t)(end - first));
    mlt_row_load(line + (first - s->x) * mlt_format_channels(s->in->format), &part,
                 (uint32_t)mlt_edge_place(y, s->in->height, s->edge));
    repeat(s, line, left, first);
    repeat(s, line, end, right);
}

void mlt_strip_store(const mlt_strip *s, uint32_t y, const float *line)
{
    mltest_image_view part = columns(s->in, s->x, s->width);
    mlt_image out = *s->out;
    out.data = (uint8_t *)s->out->data + (size_t)s->x * mlt_format_bytes(out.format);
    mlt_row_store(&out, y, line, &part);
}
