/* SPDX-License-Identifier: MIT */
#include "kernel/kernels.h"
#include "perturb/pointwise.h"

enum { HUE, SATURATION, VALUE };

/* Draws, in this order: shift of the hue, gain of the saturation, gain of the value; each a
 * magnitude in half to whole limit, then its sign. Gains, so that grey stays grey. */
static void change(float *v, const mlt_row_place *place)
{
    const mlt_hsv_change *hsv = place->data;
    mlt_kernels_get()->colour->change_hsv(v, hsv, place->top, place->width);
}

static mltest_status apply(mlt_step_io *io, mltest_error **error)
{
    mlt_draws draws;
    mlt_hsv_change hsv;
    mlt_draws_init(&draws, io->key, io->sample_id, 0);
    hsv.turn = (float)(mlt_draw_signed(&draws, 0.5, 1) * io->params[HUE] / 360);
    hsv.saturation = (float)(1 + mlt_draw_signed(&draws, 0.5, 1) * io->params[SATURATION]);
    hsv.value = (float)(1 + mlt_draw_signed(&draws, 0.5, 1) * io->params[VALUE]);
    return mlt_change_rows(io, change, &hsv, error);
}

static const mlt_param params[] = {
    {.name = "hue",
     .unit = "degrees",
     .low = 0,
     .high = 180,
     .values = {5, 10, 18, 27, 40},
     .has_identity = true,
     .identity = 0},
    {.name = "saturation",
     .unit = "of the saturation",
     .low = 0,
     .high = 1,
     .values = {.08, .15, .25, .38, .5},
     .has_identity = true,
     .identity = 0},
    {.name = "value",
     .unit = "of the value",
     .low = 0,
     .high = 1,
     .values = {.04, .08, .12, .18, .25},
     .has_identity = true,
     .identity = 0},
};

const mlt_kind mlt_kind_hue_saturation_value = {
    .name = "hue_saturation_value",
    .mltest_name = "HueSaturationValue",
    .family = "",
    .category = MLT_CATEGORY_COLOUR,
    .revision = 1,
    .flags = MLT_KIND_STOCHASTIC | MLT_KIND_NEEDS_COLOUR,
    .summary = "colours a little off, as other cameras and times of day have them",
    .when = "other devices, other light; what training augmentations of that name promise to cover",
    .params = params,
    .n_params = sizeof params / sizeof params[0],
    .apply = apply,
};
