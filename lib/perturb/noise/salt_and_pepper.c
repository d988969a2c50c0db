/* SPDX-License-Identifier: MIT */
#include "perturb/hit_pixels.h"

static mltest_status apply(mlt_step_io *io, mltest_error **error)
{
    return mlt_hit_pixels(io, io->params[0], true, error);
}

static const mlt_param params[] = {
    {.name = "fraction",
     .unit = "of all pixels",
     .low = 0,
     .high = 1,
     .values = {.01, .02, .05, .1, .2},
     .has_identity = true,
     .identity = 0},
};

const mlt_kind mlt_kind_salt_and_pepper = {
    .name = "salt_and_pepper",
    .mltest_name = "",
    .family = "",
    .category = MLT_CATEGORY_NOISE,
    .revision = 1,
    .flags = MLT_KIND_STOCHASTIC,
    .summary = "single pixels all white or all black",
    .when = "dust on scanned film, broken readout, grey cameras whose errors have no colour",
    .params = params,
    .n_params = sizeof params / sizeof params[0],
    .apply = apply,
};
