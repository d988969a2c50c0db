/* SPDX-License-Identifier: MIT */
#include "perturb/pointwise.h"

/* Draws, in this order: for red, green, blue a magnitude in half to whole limit, and its sign. */
static void change(float *v, const mlt_row_place *place)
{
    const float *offsets = place->data;
    for (uint32_t x = 0; x < place->width; x++, v += 3)
        for (int c = 0; c < 3; c++)
            v[c] += offsets[c];
}

static mltest_status apply(mlt_step_io *io, mltest_error **error)
{
    float offsets[3];
    double level = mlt_format_is_16bit(io->in->format) ? 257 : 1;
    mlt_draws draws;
    mlt_draws_init(&draws, io->key, io->sample_id, 0);
    for (int c = 0; c < 3; c++)
        offsets[c] = (float)(mlt_draw_signed(&draws, 0.5, 1) * io->params[0] * level);
    return mlt_change_rows(io, change, offsets, error);
}

static const mlt_param params[] = {
    {.name = "limit",
     .unit = "grey levels of 255",
     .low = 0,
     .high = 255,
     .values = {10, 20, 30, 45, 60},
     .has_identity = true,
     .identity = 0},
};

const mlt_kind mlt_kind_rgb_shift = {
    .name = "rgb_shift",
    .mltest_name = "RGBShift",
    .family = "",
    .category = MLT_CATEGORY_COLOUR,
    .revision = 1,
    .flags = MLT_KIND_STOCHASTIC | MLT_KIND_NEEDS_COLOUR,
    .summary = "one channel too strong, another too weak",
    .when = "cameras whose channels drift or are calibrated badly, coloured light",
    .params = params,
    .n_params = sizeof params / sizeof params[0],
    .apply = apply,
};
