/* SPDX-License-Identifier: MIT */
#include <math.h>

#include "base/error.h"
#include "perturb/hide.h"

enum { CELLS = 2 }; /* one rectangle in each cell of a 2 × 2 grid: none overlap */

/*
 * A rectangle of `fraction` of its cell's area. Its place and shape are drawn so that even the
 * largest fraction fits into the cell, and it grows about a fixed centre: severities are nested.
 */
static mlt_rectangle draw_rectangle(mlt_draws *draws, double cell_x, double cell_y, double cell_w,
                                    double cell_h, double fraction)
{
    const double largest = 0.3;
    double shape = mlt_draw_between(draws, 0.6, 1.6); /* wider or taller than the cell */
    double u = mlt_draw_uniform(draws), v = mlt_draw_uniform(draws);
    double most_w = cell_w * sqrt(largest * shape), most_h = cell_h * sqrt(largest / shape);
    double cx = cell_x + most_w / 2 + u * (cell_w - most_w);
    double cy = cell_y + most_h / 2 + v * (cell_h - most_h);
    double w = cell_w * sqrt(fraction * shape), h = cell_h * sqrt(fraction / shape);
    return (mlt_rectangle){(int64_t)floor(cx - w / 2 + 0.5), (int64_t)floor(cy - h / 2 + 0.5),
                           (int64_t)floor(cx + w / 2 + 0.5), (int64_t)floor(cy + h / 2 + 0.5)};
}

static mltest_status apply(mlt_step_io *io, mltest_error **error)
{
    double cell_w = io->in->width / (double)CELLS, cell_h = io->in->height / (double)CELLS;
    mlt_draws draws;
    mlt_draws_init(&draws, io->key, io->sample_id, 0);
    TRY(mlt_image_copy_view(io->out, io->in, error));
    for (int row = 0; row < CELLS; row++)
        for (int column = 0; column < CELLS; column++)
            TRY(mlt_hide_rectangle(io,
                                   draw_rectangle(&draws, column * cell_w, row * cell_h, cell_w,
                                                  cell_h, io->params[0]),
                                   0, error));
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
