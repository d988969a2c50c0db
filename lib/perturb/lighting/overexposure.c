/* SPDX-License-Identifier: MIT */
#include "image/srgb.h"
#include "perturb/pointwise.h"

/* More light on the sensor, which is full at white. */
static double expose(double level, uint32_t channel, const void *data)
{
    const double *gain = data;
    (void)channel;
    return mlt_srgb_to_level(mlt_srgb_to_light(level) * *gain);
}

static mltest_status apply(mlt_step_io *io, mltest_error **error)
{
    return mlt_change_levels(io, expose, io->params, error);
}

static const mlt_param params[] = {
    {.name = "gain",
     .unit = "of the light",
     .low = 1,
     .high = 100,
     .values = {1.25, 1.6, 2, 2.6, 3.5},
     .has_identity = true,
     .identity = 1},
};

const mlt_kind mlt_kind_overexposure = {
    .name = "overexposure",
    .mltest_name = "",
    .family = "",
    .category = MLT_CATEGORY_LIGHTING,
    .revision = 1,
    .flags = 0,
    .summary = "too much light: highlights burn out",
    .when = "sun in the scene, automatic exposure that went by a dark part, headlights",
    .params = params,
    .n_params = sizeof params / sizeof params[0],
    .apply = apply,
};
