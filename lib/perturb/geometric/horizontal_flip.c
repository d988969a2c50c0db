/* SPDX-License-Identifier: MIT */
#include "perturb/move.h"

static mltest_status apply(mlt_step_io *io, mltest_error **error)
{
    return mlt_move_turned(io, MLT_TURN_FLIP_X, error);
}

const mlt_kind mlt_kind_horizontal_flip = {
    .name = "horizontal_flip",
    .mltest_name = "HorizontalFlip",
    .family = "",
    .category = MLT_CATEGORY_GEOMETRIC,
    .revision = 1,
    .flags = MLT_KIND_SINGLE | MLT_KIND_GEOMETRIC | MLT_KIND_EXACT,
    .summary = "the scene in a mirror: left is right",
    .when = "a model that should not care for left and right; not for text or traffic signs",
    .apply = apply,
};
