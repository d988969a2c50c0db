/* SPDX-License-Identifier: MIT */
#include <math.h>

#include "perturb/coarsen.h"

enum { METHOD, SIZE };

/* The size of a model's input by another method than the model was trained with. It comes back
 * bilinearly, so that labels stay; pictures that are no larger than that are hardly changed. */
static mltest_status apply(mlt_step_io *io, mltest_error **error)
{
    double width = io->in->width, height = io->in->height;
    double scale = floor(io->params[SIZE] + 0.5) / (width > height ? width : height);
    mlt_coarse_method method = (mlt_coarse_method)floor(io->params[METHOD] + 0.5);
    return mlt_coarsen(io, width * scale, height * scale, method, error);
}

static const mlt_param params[] = {
    {.name = "method",
     .unit = "0 nearest pixel, 1 bilinear without smoothing before, 2 mean of the area",
     .low = 0,
     .high = 2,
     .values = {1, 1, 1, 1, 1},
     .is_free = true},
    {.name = "size",
     .unit = "px of the longer side, as the model's input has: 416, 640 …",
     .low = 1,
     .high = 4096,
     .values = {416, 416, 416, 416, 416},
     .is_free = true},
};

const mlt_kind mlt_kind_resample = {
    .name = "resample",
    .mltest_name = "",
    .family = "",
    .category = MLT_CATEGORY_DIGITAL,
    .revision = 1,
    .flags = MLT_KIND_SINGLE,
    .summary = "brought to the size of a model's input by another method than in training",
    .when = "deployment with another image library: a real mistake in pipelines",
    .params = params,
    .n_params = sizeof params / sizeof params[0],
    .apply = apply,
};
