/* SPDX-License-Identifier: MIT */
#include <math.h>

#include "base/error.h"
#include "perturb/hide.h"

enum { COVERED, PERIOD };

/* Bars along one direction: the one that begins at or before 0 and the next ones. */
typedef struct {
    double first, period, width;
} bars;

static int64_t edge(double v)
{
    return (int64_t)floor(v + 0.5);
}

/* Bars grow about centres that stay. */
static bars place_bars(mlt_draws *draws, double period, double share)
{
    double centre = mlt_draw_uniform(draws) * period;
    return (bars){centre - period - share * period / 2, period, share * period};
}

/* Draws, in this order: where the bars across and where those down begin. Both cover the same share
 * of their direction: together 1 - (1 - share)² of the picture. */
static mltest_status apply(mlt_step_io *io, mltest_error **error)
{
    uint32_t width = io->in->width, height = io->in->height;
    double share = 1 - sqrt(1 - io->params[COVERED]);
    mlt_draws draws;
    mlt_draws_init(&draws, io->key, io->sample_id, 0);
    bars down = place_bars(&draws, io->params[PERIOD], share);
    bars across = place_bars(&draws, io->params[PERIOD], share);
    TRY(mlt_image_copy_view(io->out, io->in, error));
    for (double x = down.first; x < width; x += down.period)
        TRY(mlt_hide_rectangle(io, (mlt_rectangle){edge(x), 0, edge(x + down.width), height}, 0,
                               error));
    for (double y = across.first; y < height; y += across.period)
        TRY(mlt_hide_rectangle(io, (mlt_rectangle){0, edge(y), width, edge(y + across.width)}, 0,
                               error));
    return MLTEST_OK;
}

static const mlt_param params[] = {
    {.name = "covered",
     .unit = "of the picture",
     .low = 0,
     .high = 0.99,
     .values = {.05, .1, .18, .26, .36},
     .has_identity = true,
     .identity = 0},
    {.name = "period",
     .unit = "px from bar to bar",
     .low = 4,
     .high = 10000,
     .values = {80, 80, 80, 80, 80},
     .is_free = true,
     .is_length_px = true},
};

const mlt_kind mlt_kind_grid_mask = {
    .name = "grid_mask",
    .mltest_name = "",
    .family = "",
    .category = MLT_CATEGORY_OCCLUSION,
    .revision = 1,
    .flags = MLT_KIND_STOCHASTIC | MLT_KIND_HIDES,
    .summary = "a grid of opaque bars before the scene",
    .when = "fences, cages, window bars, protective grids",
    .params = params,
    .n_params = sizeof params / sizeof params[0],
    .apply = apply,
};
