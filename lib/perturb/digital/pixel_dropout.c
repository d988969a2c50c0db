/* SPDX-License-Identifier: MIT */
#include "perturb/hit_pixels.h"

static mltest_status apply(mlt_step_io *io, mltest_error **error)
{
    return mlt_hit_pixels(io, io->params[0], false, error);
}

static const mlt_param params[] = {
    {.name = "fraction",
     .unit = "of all pixels",
     .low = 0,
     .high = 1,
     .values = {.005, .01, .03, .06, .12},
     .has_identity = true,
     .identity = 0},
};

const mlt_kind mlt_kind_pixel_dropout = {
    .name = "pixel_dropout",
    .mltest_name = "",
    .family = "",
    .category = MLT_CATEGORY_DIGITAL,
    .revision = 1,
    .flags = MLT_KIND_STOCHASTIC,
    .summary = "single pixels are lost and black",
    .when = "dead pixels, thinned-out transmission, what training augmentations of that name "
            "promise to cover",
    .params = params,
    .n_params = sizeof params / sizeof params[0],
    .apply = apply,
};
