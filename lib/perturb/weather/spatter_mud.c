/* SPDX-License-Identifier: MIT */
#include "perturb/weather/spatter.h"

/* The mud of spatter as a path of its own: the same at 4 and 5, less of it below. */
static mltest_status apply(mlt_step_io *io, mltest_error **error)
{
    return mlt_spatter_apply(io, true, error);
}

static const mlt_param params[] = {
    {.name = "mean",
     .unit = "of the noise",
     .low = -1,
     .high = 2,
     .values = {.6, .615, .63, .65, .67},
     .rule = MLT_PARAM_STEP},
    {.name = "spread",
     .unit = "of the noise",
     .low = 0,
     .high = 2,
     .values = {.3, .3, .3, .3, .4},
     .rule = MLT_PARAM_STEP},
    {.name = "sigma",
     .unit = "px of the splashes",
     .low = 0,
     .high = MLT_SPATTER_MOST_SIGMA,
     .values = {1, 1, 1, 1, 1},
     .rule = MLT_PARAM_STEP,
     .is_length_px = true},
    {.name = "threshold",
     .unit = "below it there is no mud",
     .low = 0,
     .high = 1,
     .values = {.65, .65, .65, .65, .65},
     .rule = MLT_PARAM_STEP},
    {.name = "softness",
     .unit = "px, a sigma",
     .low = 0,
     .high = MLT_SPATTER_MOST_SIGMA,
     .values = {1.5, 1.5, 1.5, 1.5, 1.5},
     .rule = MLT_PARAM_STEP,
     .is_length_px = true},
};

const mlt_kind mlt_kind_spatter_mud = {
    .name = "spatter_mud",
    .mltest_name = "",
    .family = "",
    .category = MLT_CATEGORY_WEATHER,
    .revision = 1,
    .flags = MLT_KIND_STOCHASTIC,
    .summary = "splashes of mud on the lens",
    .when = "off-road vehicles, farm and construction machines, cameras behind wheels",
    .params = params,
    .n_params = sizeof params / sizeof params[0],
    .apply = apply,
};
