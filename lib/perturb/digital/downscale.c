/* SPDX-License-Identifier: MIT */
#include "perturb/coarsen.h"

static mltest_status apply(mlt_step_io *io, mltest_error **error)
{
    double scale = io->params[0];
    return mlt_coarsen(io, io->in->width * scale, io->in->height * scale, MLT_COARSE_AREA, error);
}

static const mlt_param params[] = {
    {.name = "scale",
     .unit = "of each side",
     .low = .001,
     .high = 1,
     .values = {.7, .5, .35, .25, .15}},
};

const mlt_kind mlt_kind_downscale = {
    .name = "downscale",
    .mltest_name = "",
    .family = "",
    .category = MLT_CATEGORY_DIGITAL,
    .revision = 1,
    .flags = 0,
    .summary = "a picture of fewer pixels, enlarged smoothly",
    .when =
        "distant cameras, digital zoom, thumbnails and low-resolution streams that are enlarged",
    .params = params,
    .n_params = sizeof params / sizeof params[0],
    .apply = apply,
};
