/* SPDX-License-Identifier: MIT */
#include "base/error.h"
#include "image/turn.h"
#include "perturb/perturb.h"

static mltest_status apply(mlt_step_io *io, mltest_error **error)
{
    double mirror[9];
    mlt_turning_map(mirror, MLT_TURN_FLIP_X, io->in->width, io->in->height);
    if (!mlt_map_from_homography(&io->map, mirror))
        return mlt_fail(error, MLTEST_ERR_INTERNAL, "horizontal_flip: no inverse");
    return mlt_image_turn(io->out, io->in, MLT_TURN_FLIP_X, error);
}

const mlt_kind mlt_kind_horizontal_flip = {
    .name = "horizontal_flip",
    .mltest_name = "HorizontalFlip",
    .family = "",
    .category = MLT_CATEGORY_GEOMETRIC,
    .revision = 1,
    .flags = MLT_KIND_SINGLE | MLT_KIND_GEOMETRIC,
    .summary = "the scene in a mirror: left is right",
    .when = "a model that should not care for left and right; not for text or traffic signs",
    .apply = apply,
};
