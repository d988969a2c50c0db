/* SPDX-License-Identifier: MIT */
#include "kernel/kernels.h"
#include "perturb/pointwise.h"

/* The gaudier half of saturate, as a path of its own: S' = min(S · gain, 1) in HSV. */
static void change(float *v, const mlt_row_place *place)
{
    const double *gain = place->data;
    mlt_kernels_get()->colour->saturate(v, (float)*gain, 0, place->width);
}

static mltest_status apply(mlt_step_io *io, mltest_error **error)
{
    return mlt_change_rows(io, change, io->params, error);
}

static const mlt_param params[] = {
    {.name = "gain",
     .unit = "of the saturation",
     .low = 1,
     .high = 100,
     .values = {1.4, 2, 3, 5, 10},
     .has_identity = true,
     .identity = 1},
};

const mlt_kind mlt_kind_oversaturate = {
    .name = "oversaturate",
    .mltest_name = "",
    .family = "",
    .category = MLT_CATEGORY_COLOUR,
    .revision = 1,
    .flags = MLT_KIND_NEEDS_COLOUR,
    .summary = "colours become gaudy",
    .when = "vivid colour profiles, pictures processed for people, wrong matrices",
    .params = params,
    .n_params = sizeof params / sizeof params[0],
    .apply = apply,
};
