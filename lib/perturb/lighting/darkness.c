/* SPDX-License-Identifier: MIT */
#include "perturb/pointwise.h"

static void change(float *v, const mlt_row_place *place)
{
    const double *gain = place->data;
    float factor = (float)*gain;
    for (uint32_t i = 0; i < place->width * place->channels; i++)
        v[i] *= factor;
}

static mltest_status apply(mlt_step_io *io, mltest_error **error)
{
    return mlt_change_rows(io, change, io->params, error);
}

static const mlt_param params[] = {
    {.name = "gain",
     .unit = "of every level",
     .low = 0,
     .high = 1,
     .values = {.8, .65, .5, .35, .2},
     .has_identity = true,
     .identity = 1},
};

const mlt_kind mlt_kind_darkness = {
    .name = "darkness",
    .mltest_name = "",
    .family = "",
    .category = MLT_CATEGORY_LIGHTING,
    .revision = 1,
    .flags = 0,
    .summary = "less light than the model was trained with",
    .when = "dusk, tunnels, exposure set too low",
    .params = params,
    .n_params = sizeof params / sizeof params[0],
    .apply = apply,
};
