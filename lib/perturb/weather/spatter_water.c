/* SPDX-License-Identifier: MIT */
#include "perturb/weather/spatter.h"

/* The water of spatter as a path of its own: the same at 1 to 3, then more and brighter drops. */
static mltest_status apply(mlt_step_io *io, mltest_error **error)
{
    return mlt_spatter_apply(io, false, error);
}

static const mlt_param params[] = {
    {.name = "mean",
     .unit = "of the noise",
     .low = -1,
     .high = 2,
     .values = {.65, .65, .65, .65, .65},
     .rule = MLT_PARAM_STEP},
    {.name = "spread",
     .unit = "of the noise",
     .low = 0,
     .high = 2,
     .values = {.3, .3, .3, .3, .3},
     .rule = MLT_PARAM_STEP},
    {.name = "sigma",
     .unit = "px of the drops",
     .low = 0,
     .high = MLT_SPATTER_MOST_SIGMA,
     .values = {4, 3, 2, 2, 2},
     .rule = MLT_PARAM_STEP,
     .is_length_px = true},
    {.name = "threshold",
     .unit = "below it there is no drop",
     .low = 0,
     .high = 1,
     .values = {.69, .68, .68, .67, .66},
     .rule = MLT_PARAM_STEP},
    {.name = "strength",
     .unit = "of the light on their edges",
     .low = 0,
     .high = 1,
     .values = {.6, .6, .5, .6, .7},
     .rule = MLT_PARAM_STEP},
};

const mlt_kind mlt_kind_spatter_water = {
    .name = "spatter_water",
    .mltest_name = "",
    .family = "",
    .category = MLT_CATEGORY_WEATHER,
    .revision = 1,
    .flags = MLT_KIND_STOCHASTIC,
    .summary = "drops of water on the lens, whose edges shine",
    .when = "vehicles and outdoor cameras in rain or spray, without a wiper",
    .params = params,
    .n_params = sizeof params / sizeof params[0],
    .apply = apply,
};
