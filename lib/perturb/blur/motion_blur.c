/* SPDX-License-Identifier: MIT */
#include <math.h>

#include "base/error.h"
#include "image/rows.h"
#include "image/trail.h"
#include "perturb/perturb.h"
#include "perturb/scratch.h"

enum { RADIUS, SIGMA, ANGLE };

static mltest_status apply(mlt_step_io *io, mltest_error **error)
{
    const mltest_image_view *in = io->in;
    uint32_t channels = mlt_format_channels(in->format);
    size_t n = (size_t)in->width * channels;
    mlt_trail trail;
    mlt_draws draws;
    mlt_draws_init(&draws, io->key, io->sample_id, 0);
    double drawn = mlt_draw_between(&draws, -45, 45);
    mlt_trail_make(&trail, (int)io->params[RADIUS], io->params[SIGMA],
                   isnan(io->params[ANGLE]) ? drawn : io->params[ANGLE], in->width, in->height);
    TRY(mlt_image_resize(io->out, in->width, in->height, in->format, error));
    float *row = mlt_scratch_get(io->scratch, 0, n * sizeof *row);
    float *all = mlt_scratch_get(io->scratch, 1, n * in->height * sizeof *all);
    if (row == NULL || all == NULL)
        return mlt_fail_memory(error);
    for (uint32_t y = 0; y < in->height; y++)
        mlt_row_load(all + y * n, in, y);
    for (uint32_t y = 0; y < in->height; y++) {
        mlt_trail_row(&trail, row, all, y, in->width, in->height, channels);
        mlt_row_store(io->out, y, row, in);
    }
    return MLTEST_OK;
}

static const mlt_param params[] = {
    {.name = "radius",
     .unit = "px",
     .low = 1,
     .high = MLT_TRAIL_MOST_RADIUS,
     .values = {10, 15, 15, 15, 20},
     .rule = MLT_PARAM_STEP,
     .is_length_px = true},
    {.name = "sigma",
     .unit = "px",
     .low = .1,
     .high = 200,
     .values = {3, 5, 8, 12, 15},
     .is_length_px = true},
    {.name = "angle",
     .unit = "degrees, at random within 45 if not set",
     .low = -180,
     .high = 180,
     .values = {NAN, NAN, NAN, NAN, NAN},
     .is_free = true},
};

const mlt_kind mlt_kind_motion_blur = {
    .name = "motion_blur",
    .mltest_name = "MotionBlur",
    .family = "",
    .category = MLT_CATEGORY_BLUR,
    .revision = 1,
    .flags = MLT_KIND_STOCHASTIC,
    .summary = "something moves while the shutter is open; the published one-sided trail",
    .when = "fast objects or a moving camera with a long exposure; content also shifts by a few "
            "pixels, so that small boxes are limited by their labels",
    .params = params,
    .n_params = sizeof params / sizeof params[0],
    .apply = apply,
};
