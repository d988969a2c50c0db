/* SPDX-License-Identifier: MIT */
#include "perturb/move.h"

static mltest_status apply(mlt_step_io *io, mltest_error **error)
{
    return mlt_move_turned(io, MLT_TURN_FLIP_Y, error);
}

const mlt_kind mlt_kind_vertical_flip = {
    .name = "vertical_flip",
    .mltest_name = "VerticalFlip",
    .family = "",
    .category = MLT_CATEGORY_GEOMETRIC,
    .revision = 1,
    .flags = MLT_KIND_SINGLE | MLT_KIND_GEOMETRIC | MLT_KIND_EXACT,
    .summary = "a camera mounted or read upside down, and mirrored",
    .when = "cameras on ceilings and in aircraft, microscopy; not where up and down mean "
            "something",
    .apply = apply,
};
