/* SPDX-License-Identifier: MIT */
#include <math.h>

#include "base/error.h"
#include "base/math.h"
#include "perturb/move.h"

enum { SHIFT, DIRECTION, BORDER };

static double drawn_direction(const mlt_step_io *io)
{
    mlt_draws draws;
    mlt_draws_init(&draws, io->key, io->sample_id, 0);
    return mlt_draw_between(&draws, 0, 360);
}

static mltest_status apply(mlt_step_io *io, mltest_error **error)
{
    const mltest_image_view *in = io->in;
    double direction = isnan(io->params[DIRECTION]) ? drawn_direction(io) : io->params[DIRECTION];
    double angle = direction * (3.14159265358979323846 / 180);
    double dx = io->params[SHIFT] * in->width * mlt_cos(angle);
    double dy = -io->params[SHIFT] * in->height * mlt_sin(angle);
    const double h[9] = {1, 0, dx, 0, 1, dy, 0, 0, 1};
    if (!mlt_map_from_homography(&io->map, h))
        return mlt_fail(error, MLTEST_ERR_INTERNAL, "translate: no inverse");
    TRY(mlt_image_resize(io->out, in->width, in->height, in->format, error));
    return mlt_move_pixels(io, mlt_move_border(io->params[BORDER]), error);
}

static const mlt_param params[] = {
    {.name = "shift",
     .unit = "of the side",
     .low = 0,
     .high = 1,
     .values = {.02, .05, .1, .16, .25},
     .has_identity = true,
     .identity = 0},
    {.name = "direction",
     .unit = "degrees counter-clockwise from the right, at random if not set",
     .low = -360,
     .high = 360,
     .values = {NAN, NAN, NAN, NAN, NAN},
     .is_free = true},
    MLT_MOVE_BORDER_PARAM,
};

const mlt_kind mlt_kind_translate = {
    .name = "translate",
    .mltest_name = "",
    .family = "",
    .category = MLT_CATEGORY_GEOMETRIC,
    .revision = 1,
    .flags = MLT_KIND_STOCHASTIC | MLT_KIND_GEOMETRIC | MLT_KIND_EXACT,
    .summary = "a camera that points somewhere else: objects at the border are cut or gone",
    .when = "cameras that were bumped, trackers and crops that are off, other framing",
    .params = params,
    .n_params = sizeof params / sizeof params[0],
    .apply = apply,
};
