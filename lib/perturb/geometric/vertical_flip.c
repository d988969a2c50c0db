/* SPDX-License-Identifier: MIT */
#include "base/error.h"
#include "image/turn.h"
#include "perturb/perturb.h"

static mltest_status apply(mlt_step_io *io, mltest_error **error)
{
    double mirror[9];
    mlt_turning_map(mirror, MLT_TURN_FLIP_Y, io->in->width, io->in->height);
    if (!mlt_map_from_homography(&io->map, mirror))
        return mlt_fail(error, MLTEST_ERR_INTERNAL, "vertical_flip: no inverse");
    return mlt_image_turn(io->out, io->in, MLT_TURN_FLIP_Y, error);
}

const mlt_kind mlt_kind_vertical_flip = {
    .name = "vertical_flip",
    .mltest_name = "VerticalFlip",
    .family = "",
    .category = MLT_CATEGORY_GEOMETRIC,
    .revision = 1,
    .flags = MLT_KIND_SINGLE | MLT_KIND_GEOMETRIC,
    .summary = "a camera mounted or read upside down, and mirrored",
    .when = "cameras on ceilings and in aircraft, microscopy; not where up and down mean "
            "something",
    .apply = apply,
};
