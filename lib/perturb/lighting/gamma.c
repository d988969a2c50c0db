/* SPDX-License-Identifier: MIT */
#include "base/math.h"
#include "perturb/pointwise.h"

static double curve(double level, uint32_t channel, const void *data)
{
    const double *gamma = data;
    (void)channel;
    return mlt_pow(level, 1 / *gamma);
}

static mltest_status apply(mlt_step_io *io, mltest_error **error)
{
    return mlt_change_levels(io, curve, io->params, error);
}

static const mlt_param params[] = {
    {.name = "gamma",
     .unit = "whose reciprocal is the exponent",
     .low = 0.1,
     .high = 10,
     .values = {1.2, 1.5, 1.8, 2.2, 2.8},
     .has_identity = true,
     .identity = 1},
};

const mlt_kind mlt_kind_gamma = {
    .name = "gamma",
    .mltest_name = "Gamma",
    .family = "",
    .category = MLT_CATEGORY_LIGHTING,
    .revision = 1,
    .flags = 0,
    .summary = "shadows are lifted, as by another display curve",
    .when = "cameras and pipelines with another transfer curve, pictures brightened by hand",
    .params = params,
    .n_params = sizeof params / sizeof params[0],
    .apply = apply,
};
