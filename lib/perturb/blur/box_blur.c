/* SPDX-License-Identifier: MIT */
#include <math.h>
#include <string.h>

#include "base/error.h"
#include "image/edge.h"
#include "image/rows.h"
#include "kernel/kernels.h"
#include "perturb/perturb.h"
#include "perturb/scratch.h"

/* 181 · 181 samples of 65535 are less than 2^31; the loops go so far behind a row. */
enum { MOST_SIDE = 181, FURTHER = 3 };

typedef struct {
    const mltest_image_view *in;
    size_t channels, n; /* samples of a row */
    size_t pad, radius; /* samples on either side of a row of sums; pixels */
    float *row, *other, *none;
    int32_t *columns, *sums; /* of the rows under the square, with edge pixels repeated; of it */
} moving;

static void load(const moving *m, float *row, int64_t y)
{
    mlt_row_load(row, m->in, (uint32_t)mlt_edge_place(y, m->in->height, MLT_EDGE_REPLICATE));
}

/* The sums of the columns of row y, from those of the row before. */
static void move_down(const moving *m, uint32_t y)
{
    const mlt_box_loops *box = mlt_kernels_get()->box;
    int64_t radius = (int64_t)m->radius;
    if (y > 0)
        load(m, m->other, y - radius - 1);
    for (int64_t k = y > 0 ? radius : -radius; k <= radius; k++) {
        load(m, m->row, y + k);
        box->move(m->columns + m->pad, m->row, y > 0 ? m->other : m->none, m->n);
    }
}

static void repeat_edges(const moving *m)
{
    int32_t *first = m->columns + m->pad, *end = first + m->n;
    for (size_t k = 0; k < m->pad; k++) {
        m->columns[k] = first[k % m->channels];
        end[k] = end[k % m->channels - m->channels];
    }
}

static void blur(moving *m, mlt_image *out)
{
    const mlt_box_loops *box = mlt_kernels_get()->box;
    uint32_t side = (uint32_t)(2 * m->radius + 1);
    for (uint32_t y = 0; y < m->in->height; y++) {
        move_down(m, y);
        repeat_edges(m);
        box->across(m->sums, m->columns, m->radius, m->channels, m->in->width);
        box->means(m->row, m->sums, side * side, m->n);
        mlt_row_store(out, y, m->row, m->in);
    }
}

static mltest_status apply(mlt_step_io *io, mltest_error **error)
{
    const mltest_image_view *in = io->in;
    moving m = {.in = in,
                .channels = mlt_format_channels(in->format),
                .radius = (size_t)(floor(io->params[0] + 0.5) / 2)};
    m.n = in->width * m.channels;
    m.pad = m.radius * m.channels;
    size_t n_columns = m.n + 2 * m.pad + FURTHER, n_sums = m.n + FURTHER;
    TRY(mlt_image_resize(io->out, in->width, in->height, in->format, error));
    m.row = mlt_scratch_get(io->scratch, 0, 3 * m.n * sizeof *m.row);
    m.columns = mlt_scratch_get(io->scratch, 1, (n_columns + n_sums) * sizeof *m.columns);
    if (m.row == NULL || m.columns == NULL)
        return mlt_fail_memory(error);
    m.other = m.row + m.n;
    m.none = m.other + m.n;
    m.sums = m.columns + n_columns;
    memset(m.none, 0, m.n * sizeof *m.none);
    memset(m.columns, 0, n_columns * sizeof *m.columns);
    blur(&m, io->out);
    return MLTEST_OK;
}

static const mlt_param params[] = {
    {.name = "side",
     .unit = "px of the square, odd",
     .low = 1,
     .high = MOST_SIDE,
     .values = {3, 5, 9, 13, 21},
     .rule = MLT_PARAM_STEP,
     .is_length_px = true},
};

const mlt_kind mlt_kind_box_blur = {
    .name = "box_blur",
    .mltest_name = "",
    .family = "",
    .category = MLT_CATEGORY_BLUR,
    .revision = 1,
    .flags = 0,
    .summary = "each pixel is the mean of a square around it",
    .when = "pixels that are joined on the sensor or by cheap scaling, quick blurs of software",
    .params = params,
    .n_params = sizeof params / sizeof params[0],
    .apply = apply,
};
