/* SPDX-License-Identifier: MIT */
#include <math.h>

#include "base/error.h"
#include "base/math.h"
#include "perturb/move.h"

enum { LIMIT, ANGLE, BORDER };

/* About the middle row; columns lean to the right at the top for angles above 0. */
static mltest_status apply(mlt_step_io *io, mltest_error **error)
{
    const mltest_image_view *in = io->in;
    double degrees = mlt_move_angle(io, LIMIT, ANGLE);
    double angle = degrees * (3.14159265358979323846 / 180);
    double lean = mlt_sin(angle) / mlt_cos(angle);
    const double h[9] = {1, -lean, lean * in->height / 2, 0, 1, 0, 0, 0, 1};
    if (!mlt_map_from_homography(&io->map, h))
        return mlt_fail(error, MLTEST_ERR_INTERNAL, "shear: no inverse");
    TRY(mlt_image_resize(io->out, in->width, in->height, in->format, error));
    return mlt_move_pixels(io, mlt_move_border(io->params[BORDER]), error);
}

static const mlt_param params[] = {
    {.name = "limit",
     .unit = "degrees",
     .low = 0,
     .high = 60,
     .values = {3, 6, 10, 15, 20},
     .has_identity = true,
     .identity = 0},
    {.name = "angle",
     .unit = "degrees to the right, at random in half to whole limit if not set",
     .low = -60,
     .high = 60,
     .values = {NAN, NAN, NAN, NAN, NAN},
     .is_free = true},
    MLT_MOVE_BORDER_PARAM,
};

const mlt_kind mlt_kind_shear = {
    .name = "shear",
    .mltest_name = "",
    .family = "",
    .category = MLT_CATEGORY_GEOMETRIC,
    .revision = 1,
    .flags = MLT_KIND_STOCHASTIC | MLT_KIND_GEOMETRIC,
    .summary = "things seen aslant, as by a line camera over a belt that runs askew",
    .when = "line cameras, scanners, pages seen askew; a part of what perspective does",
    .params = params,
    .n_params = sizeof params / sizeof params[0],
    .apply = apply,
};
