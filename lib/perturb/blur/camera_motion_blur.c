/* SPDX-License-Identifier: MIT */
#include <math.h>

#include "base/math.h"
#include "perturb/path_blur.h"

enum { LENGTH, ANGLE };

/*
 * A straight line at even speed, with its middle where the point would be: a point covers `length`
 * pixels, and labels stay true. Draws the angle.
 */
static mltest_status apply(mlt_step_io *io, mltest_error **error)
{
    double way = io->params[LENGTH] - 1;
    mlt_draws draws;
    mlt_draws_init(&draws, io->key, io->sample_id, 0);
    double drawn = mlt_draw_between(&draws, 0, 180);
    double degrees = isnan(io->params[ANGLE]) ? drawn : io->params[ANGLE];
    double angle = degrees * (3.14159265358979323846 / 180);
    const mlt_psf_place path[] = {{0, 0}, {way * mlt_cos(angle), way * mlt_sin(angle)}};
    return mlt_blur_along(io, path, 2, way, error);
}

static const mlt_param params[] = {
    {.name = "length",
     .unit = "px",
     .low = 1,
     .high = MLT_PSF_MOST_EXTENT,
     .values = {5, 9, 15, 21, 31},
     .has_identity = true,
     .identity = 1,
     .is_length_px = true},
    {.name = "angle",
     .unit = "degrees, at random if not set",
     .low = -180,
     .high = 180,
     .values = {NAN, NAN, NAN, NAN, NAN},
     .is_free = true},
};

const mlt_kind mlt_kind_camera_motion_blur = {
    .name = "camera_motion_blur",
    .mltest_name = "",
    .family = "",
    .category = MLT_CATEGORY_BLUR,
    .revision = 1,
    .flags = MLT_KIND_STOCHASTIC,
    .summary = "the camera moves along a line while the shutter is open; objects stay where their "
               "labels are",
    .when = "vehicles, drones, conveyor belts and panning cameras with exposures that are too long",
    .params = params,
    .n_params = sizeof params / sizeof params[0],
    .apply = apply,
};
