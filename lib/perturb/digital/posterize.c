/* SPDX-License-Identifier: MIT */
#include <math.h>

#include "perturb/pointwise.h"

static double round_to(double level, uint32_t channel, const void *data)
{
    const double *levels = data;
    double steps = floor(*levels + 0.5) - 1;
    (void)channel;
    return floor(level * steps + 0.5) / steps;
}

static mltest_status apply(mlt_step_io *io, mltest_error **error)
{
    return mlt_change_levels(io, round_to, io->params, error);
}

static const mlt_param params[] = {
    {.name = "levels",
     .unit = "of each channel, evenly spread",
     .low = 2,
     .high = 256,
     .values = {32, 20, 12, 8, 4},
     .rule = MLT_PARAM_STEP},
};

const mlt_kind mlt_kind_posterize = {
    .name = "posterize",
    .mltest_name = "",
    .family = "",
    .category = MLT_CATEGORY_DIGITAL,
    .revision = 1,
    .flags = 0,
    .summary = "few levels of each colour, with steps where there were gradients",
    .when = "palettes, strong quantisation, screens with few colours",
    .params = params,
    .n_params = sizeof params / sizeof params[0],
    .apply = apply,
};
