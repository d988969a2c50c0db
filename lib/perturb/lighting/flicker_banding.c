/* SPDX-License-Identifier: MIT */
#include "base/math.h"
#include "perturb/pointwise.h"

enum { DEPTH, PERIOD_LOW, PERIOD_HIGH };

typedef struct {
    double depth, step, phase; /* step: of the phase, from row to row */
} bands;

/* The light that a row was exposed in: from all of it down to what the depth leaves. */
static void change(float *v, const mlt_row_place *place)
{
    const bands *b = place->data;
    float gain = (float)(1 - b->depth * (0.5 + 0.5 * mlt_cos(b->phase + b->step * place->y)));
    for (uint32_t i = 0; i < place->width * place->channels; i++)
        v[i] *= gain;
}

/* Draws, in this order: the period between its bounds, the phase. */
static mltest_status apply(mlt_step_io *io, mltest_error **error)
{
    const double turn = 6.283185307179586;
    mlt_draws draws;
    mlt_draws_init(&draws, io->key, io->sample_id, 0);
    double period = mlt_draw_between(&draws, io->params[PERIOD_LOW], io->params[PERIOD_HIGH]);
    const bands b = {io->params[DEPTH], turn / period, mlt_draw_uniform(&draws) * turn};
    return mlt_change_rows(io, change, &b, error);
}

static const mlt_param params[] = {
    {.name = "depth",
     .unit = "of the light",
     .low = 0,
     .high = 1,
     .values = {.1, .2, .35, .5, .7},
     .has_identity = true,
     .identity = 0},
    {.name = "period_low",
     .unit = "rows, the shortest",
     .low = 2,
     .high = 10000,
     .values = {20, 20, 20, 20, 20},
     .is_free = true},
    {.name = "period_high",
     .unit = "rows, the longest",
     .low = 2,
     .high = 10000,
     .values = {120, 120, 120, 120, 120},
     .is_free = true},
};

const mlt_kind mlt_kind_flicker_banding = {
    .name = "flicker_banding",
    .mltest_name = "",
    .family = "",
    .category = MLT_CATEGORY_LIGHTING,
    .revision = 1,
    .flags = MLT_KIND_STOCHASTIC,
    .summary = "dark bands across the picture: lamps on mains current before a rolling shutter",
    .when = "indoor cameras under LED and fluorescent lamps, traffic signs made of LEDs",
    .params = params,
    .n_params = sizeof params / sizeof params[0],
    .apply = apply,
};
