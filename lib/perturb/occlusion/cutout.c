/* SPDX-License-Identifier: MIT */
#include <math.h>
#include <string.h>

#include "base/alloc.h"
#include "base/error.h"
#include "perturb/perturb.h"

enum { CELLS = 2 }; /* one rectangle in each cell of a 2 × 2 grid: none overlap */

typedef struct {
    int64_t x0, y0, x1, y1;
} rectangle;

/*
 * A rectangle of `fraction` of its cell's area. Its place and shape are drawn so that even the
 * largest fraction fits into the cell, and it grows about a fixed centre: severities are nested.
 */
static rectangle draw_rectangle(mlt_draws *draws, double cell_x, double cell_y, double cell_w,
                                double cell_h, double fraction)
{
    const double largest = 0.3;
    double shape = mlt_draw_between(draws, 0.6, 1.6); /* wider or taller than the cell */
    double u = mlt_draw_uniform(draws), v = mlt_draw_uniform(draws);
    double most_w = cell_w * sqrt(largest * shape), most_h = cell_h * sqrt(largest / shape);
    double cx = cell_x + most_w / 2 + u * (cell_w - most_w);
    double cy = cell_y + most_h / 2 + v * (cell_h - most_h);
    double w = cell_w * sqrt(fraction * shape), h = cell_h * sqrt(fraction / shape);
    return (rectangle){(int64_t)floor(cx - w / 2 + 0.5), (int64_t)floor(cy - h / 2 + 0.5),
                       (int64_t)floor(cx + w / 2 + 0.5), (int64_t)floor(cy + h / 2 + 0.5)};
}

static int64_t clamp(int64_t v, int64_t high)
{
    return v < 0 ? 0 : v > high ? high : v;
}

/* Black, alpha untouched. */
static void paint(mlt_image *out, rectangle r)
{
    uint32_t step = mlt_format_bytes(out->format);
    uint32_t colour = mlt_format_has_alpha(out->format) ? 3 : step;
    for (int64_t y = r.y0; y < r.y1; y++) {
        uint8_t *to = (uint8_t *)out->data + y * out->stride_bytes + r.x0 * step;
        for (int64_t x = r.x0; x < r.x1; x++, to += step)
            memset(to, 0, colour);
    }
}

static mltest_status cut(mlt_step_io *io, rectangle r, mltest_error **error)
{
    int64_t width = io->in->width, height = io->in->height;
    r = (rectangle){clamp(r.x0, width), clamp(r.y0, height), clamp(r.x1, width),
                    clamp(r.y1, height)};
    if (r.x1 <= r.x0 || r.y1 <= r.y0)
        return MLTEST_OK;
    paint(io->out, r);
    if (!mlt_reserve(io->ctx, io->cover, io->cap_cover, io->n_cover + 1))
        return mlt_fail_memory(error);
    io->cover[io->n_cover++] =
        (mlt_box){(double)r.x0, (double)r.y0, (double)(r.x1 - r.x0), (double)(r.y1 - r.y0)};
    return MLTEST_OK;
}

static mltest_status apply(mlt_step_io *io, mltest_error **error)
{
    double cell_w = io->in->width / (double)CELLS, cell_h = io->in->height / (double)CELLS;
    mlt_draws draws;
    mlt_draws_init(&draws, io->key, io->sample_id, 0);
    TRY(mlt_image_copy_view(io->out, io->in, error));
    for (int row = 0; row < CELLS; row++)
        for (int column = 0; column < CELLS; column++)
            TRY(cut(io,
                    draw_rectangle(&draws, column * cell_w, row * cell_h, cell_w, cell_h,
                                   io->params[0]),
                    error));
    return MLTEST_OK;
}

static const mlt_param params[] = {
    {.name = "area",
     .unit = "of the picture",
     .low = 0,
     .high = .3,
     .values = {.03, .06, .12, .2, .3},
     .has_identity = true,
     .identity = 0},
};

const mlt_kind mlt_kind_cutout = {
    .name = "cutout",
    .mltest_name = "",
    .family = "",
    .category = MLT_CATEGORY_OCCLUSION,
    .revision = 1,
    .flags = MLT_KIND_STOCHASTIC | MLT_KIND_HIDES,
    .summary = "something opaque stands between the camera and parts of the scene",
    .when = "objects half behind others, stickers, dirt, fingers before the lens",
    .params = params,
    .n_params = sizeof params / sizeof params[0],
    .apply = apply,
};
