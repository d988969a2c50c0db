/* SPDX-License-Identifier: MIT */
#include <math.h>

#include "base/error.h"
#include "base/math.h"
#include "perturb/move.h"

enum { LIMIT, ANGLE, BORDER };

/* Turns counter-clockwise about the canvas' centre: the canvas keeps its size. */
static bool make_map(mlt_map *map, const mltest_image_view *in, double degrees)
{
    double angle = degrees * (3.14159265358979323846 / 180);
    double c = mlt_cos(angle), s = mlt_sin(angle);
    double cx = in->width / 2.0, cy = in->height / 2.0;
    const double h[9] = {c, s, cx - c * cx - s * cy, -s, c, cy + s * cx - c * cy, 0, 0, 1};
    return mlt_map_from_homography(map, h);
}

static mltest_status apply(mlt_step_io *io, mltest_error **error)
{
    const mltest_image_view *in = io->in;
    double angle = mlt_move_angle(io, LIMIT, ANGLE);
    if (!make_map(&io->map, in, angle))
        return mlt_fail(error, MLTEST_ERR_INTERNAL, "rotation: no inverse");
    TRY(mlt_image_resize(io->out, in->width, in->height, in->format, error));
    return mlt_move_pixels(io, mlt_move_border(io->params[BORDER]), error);
}

static const mlt_param params[] = {
    {.name = "limit",
     .unit = "degrees",
     .low = 0,
     .high = 180,
     .values = {3, 6, 12, 20, 30},
     .has_identity = true,
     .identity = 0},
    {.name = "angle",
     .unit = "degrees counter-clockwise, at random in half to whole limit if not set",
     .low = -180,
     .high = 180,
     .values = {NAN, NAN, NAN, NAN, NAN},
     .is_free = true},
    MLT_MOVE_BORDER_PARAM,
};

const mlt_kind mlt_kind_rotation = {
    .name = "rotation",
    .mltest_name = "Rotation",
    .family = "",
    .category = MLT_CATEGORY_GEOMETRIC,
    .revision = 1,
    .flags = MLT_KIND_STOCHASTIC | MLT_KIND_GEOMETRIC,
    .summary = "a camera that was mounted or held askew",
    .when = "handheld and badly mounted cameras, documents on a scanner",
    .params = params,
    .n_params = sizeof params / sizeof params[0],
    .apply = apply,
};
