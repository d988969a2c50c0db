/* SPDX-License-Identifier: MIT */
#include <math.h>

#include "base/error.h"
#include "perturb/hide.h"

/* At least one, if any at all. */
static uint32_t count(uint32_t side, double fraction)
{
    double n = floor(fraction * side + 0.5);
    return fraction > 0 && n < 1 ? 1 : (uint32_t)n;
}

/* Half of the stuck lines are black, a quarter white, the others somewhere between: two words a
 * line, its place and its level. Places may repeat. */
static mltest_status stick_lines(mlt_step_io *io, uint32_t stream, bool rows, double fraction,
                                 mltest_error **error)
{
    uint32_t width = io->in->width, height = io->in->height, side = rows ? height : width;
    mlt_draws draws;
    mlt_draws_init(&draws, io->key, io->sample_id, stream);
    for (uint32_t n = count(side, fraction); n > 0; n--) {
        uint32_t at = mlt_draw_below(&draws, side), word = mlt_draw_u32(&draws);
        uint8_t levels[] = {0, 0, 255, (uint8_t)(word >> 8)};
        mlt_rectangle line = {rows ? 0 : at, rows ? at : 0, rows ? width : at + 1,
                              rows ? at + 1 : height};
        TRY(mlt_hide_rectangle(io, line, levels[word >> 30], error));
    }
    return MLTEST_OK;
}

static mltest_status apply(mlt_step_io *io, mltest_error **error)
{
    TRY(mlt_image_copy_view(io->out, io->in, error));
    TRY(stick_lines(io, 0, true, io->params[0], error));
    return stick_lines(io, 1, false, io->params[0], error);
}

static const mlt_param params[] = {
    {.name = "fraction",
     .unit = "of all rows and of all columns",
     .low = 0,
     .high = 1,
     .values = {.005, .01, .02, .04, .08}},
};

const mlt_kind mlt_kind_dead_lines = {
    .name = "dead_lines",
    .mltest_name = "",
    .family = "",
    .category = MLT_CATEGORY_OCCLUSION,
    .revision = 1,
    .flags = MLT_KIND_STOCHASTIC | MLT_KIND_HIDES,
    .summary = "rows and columns of the sensor that are stuck at one level",
    .when = "thermal and X-ray detectors, ageing sensors, broken display links",
    .params = params,
    .n_params = sizeof params / sizeof params[0],
    .apply = apply,
};
