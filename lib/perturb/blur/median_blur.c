/* SPDX-License-Identifier: MIT */
#include <math.h>
#include <string.h>

#include "base/error.h"
#include "image/edge.h"
#include "image/rows.h"
#include "kernel/kernels.h"
#include "perturb/perturb.h"
#include "perturb/scratch.h"

/* The picture with its edge pixels repeated on either side, as samples of 8 or 16 bits. */
typedef struct {
    uint8_t *rows;
    size_t stride, n;       /* bytes and samples of such a row */
    size_t width, channels; /* of the picture: width in samples */
    size_t radius;
    uint32_t height;
    uint8_t *sorted; /* columns */
    mlt_rank_counts counts;
} padded;

static size_t radius_of(double side)
{
    return (size_t)(floor(side + 0.5) / 2);
}

static void *row_at(const padded *p, int64_t y)
{
    return p->rows + mlt_edge_place(y, p->height, MLT_EDGE_REPLICATE) * p->stride;
}

static void load(const padded *p, const mltest_image_view *in)
{
    size_t pixel = p->stride / p->n * p->channels, pad = p->radius * pixel;
    for (uint32_t y = 0; y < p->height; y++) {
        uint8_t *first = (uint8_t *)row_at(p, y) + pad, *end = first + in->width * pixel;
        mlt_row_read(first, in, y);
        for (size_t k = 0; k < p->radius; k++) {
            memcpy(first - (k + 1) * pixel, first, pixel);
            memcpy(end + k * pixel, end - pixel, pixel);
        }
    }
}

static void sort_row(const padded *p, uint32_t y, uint8_t *out)
{
    const mlt_median_loops *median = mlt_kernels_get()->median;
    const uint8_t *rows[2 * MLT_MEDIAN_MOST_RADIUS + 1];
    for (size_t k = 0; k <= 2 * p->radius; k++)
        rows[k] = row_at(p, (int64_t)(y + k) - (int64_t)p->radius);
    median->sort(p->sorted, rows, p->radius, p->n);
    median->middle(out, p->sorted, p->radius, p->channels, p->width);
}

/* Rows come one after another. */
static void count_row(const padded *p, uint32_t y, uint8_t *out)
{
    const mlt_rank_loops *rank = mlt_kernels_get()->rank;
    int64_t radius = (int64_t)p->radius;
    if (y == 0)
        rank->start(&p->counts, row_at(p, 0), 2 * p->radius + 1, p->n);
    for (int64_t k = y == 0 ? 1 : radius; k <= radius; k++)
        rank->move(&p->counts, row_at(p, y + k), row_at(p, y - radius - 1), p->n);
    for (size_t c = 0; c < p->channels; c++) {
        const mlt_rank_counts channel = {p->counts.upper + c, p->counts.lower + c};
        rank->count(out + c, &channel, p->radius, p->channels, p->width / p->channels);
    }
}

static void search_row(const padded *p, uint32_t y, uint16_t *out)
{
    const uint16_t *rows[MLT_RANK_MOST_SIDE];
    for (size_t k = 0; k <= 2 * p->radius; k++)
        rows[k] = row_at(p, (int64_t)(y + k) - (int64_t)p->radius);
    mlt_kernels_get()->rank->search(out, rows, p->radius, p->channels, p->width);
}

static void make_row(const padded *p, uint32_t y, bool wide, void *out)
{
    if (wide)
        search_row(p, y, out);
    else if (p->radius == 0)
        memcpy(out, row_at(p, y), p->width);
    else if (p->radius <= MLT_MEDIAN_MOST_RADIUS)
        sort_row(p, y, out);
    else
        count_row(p, y, out);
}

static mltest_status apply(mlt_step_io *io, mltest_error **error)
{
    const mltest_image_view *in = io->in;
    bool wide = mlt_format_is_16bit(in->format);
    padded p = {.channels = mlt_format_channels(in->format),
                .radius = radius_of(io->params[0]),
                .height = in->height};
    p.width = in->width * p.channels;
    p.n = p.width + 2 * p.radius * p.channels;
    p.stride = p.n * (wide ? sizeof(uint16_t) : 1);
    TRY(mlt_image_resize(io->out, in->width, in->height, in->format, error));
    p.rows = mlt_scratch_get(io->scratch, 0, p.stride * in->height);
    p.sorted = mlt_scratch_get(io->scratch, 1, p.n * (2 * MLT_MEDIAN_MOST_RADIUS + 1));
    p.counts.upper = mlt_scratch_get(io->scratch, 2, p.n * sizeof *p.counts.upper);
    p.counts.lower = mlt_scratch_get(io->scratch, 3, p.n * sizeof *p.counts.lower);
    void *row = mlt_scratch_get(io->scratch, 4, p.stride);
    if (p.rows == NULL || p.sorted == NULL || p.counts.upper == NULL || p.counts.lower == NULL ||
        row == NULL)
        return mlt_fail_memory(error);
    load(&p, in);
    for (uint32_t y = 0; y < in->height; y++) {
        make_row(&p, y, wide, row);
        mlt_row_write(io->out, y, row, in);
    }
    return MLTEST_OK;
}

static const mlt_param params[] = {
    {.name = "side",
     .unit = "px of the square, odd",
     .low = 1,
     .high = MLT_RANK_MOST_SIDE,
     .values = {3, 5, 7, 9, 13},
     .rule = MLT_PARAM_STEP,
     .is_length_px = true},
};

const mlt_kind mlt_kind_median_blur = {
    .name = "median_blur",
    .mltest_name = "MedianBlur",
    .family = "",
    .category = MLT_CATEGORY_BLUR,
    .revision = 1,
    .flags = 0,
    .summary = "each pixel is the median around it: texture and thin lines go, edges stay",
    .when = "noise reduction of phone cameras and scanners, pictures that look like water colours",
    .params = params,
    .n_params = sizeof params / sizeof params[0],
    .apply = apply,
};
