/* SPDX-License-Identifier: MIT */
#include "base/error.h"
#include "image/turn.h"
#include "perturb/perturb.h"

enum { DIAGONAL };

static mltest_status apply(mlt_step_io *io, mltest_error **error)
{
    const double w = io->in->width, h = io->in->height;
    const double maps[2][9] = {{0, 1, 0, 1, 0, 0, 0, 0, 1}, {0, -1, h, -1, 0, w, 0, 0, 1}};
    int other = io->params[DIAGONAL] >= 0.5;
    TRY(mlt_turn_view(io->out, io->in, other ? MLT_TURN_TRANSVERSE : MLT_TURN_TRANSPOSE, error));
    if (!mlt_map_from_homography(&io->map, maps[other]))
        return mlt_fail(error, MLTEST_ERR_INTERNAL, "transpose: no inverse");
    return MLTEST_OK;
}

static const mlt_param params[] = {
    {.name = "diagonal",
     .unit = "0 rows become columns, 1 about the other diagonal",
     .low = 0,
     .high = 1,
     .values = {0, 0, 0, 0, 0},
     .is_free = true},
};

const mlt_kind mlt_kind_transpose = {
    .name = "transpose",
    .mltest_name = "",
    .family = "",
    .category = MLT_CATEGORY_GEOMETRIC,
    .revision = 1,
    .flags = MLT_KIND_SINGLE | MLT_KIND_GEOMETRIC,
    .summary = "width and height mixed up where a picture is read",
    .params = params,
    .n_params = sizeof params / sizeof params[0],
    .apply = apply,
};
