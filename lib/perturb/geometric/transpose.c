/* SPDX-License-Identifier: MIT */
#include "perturb/move.h"

enum { DIAGONAL };

static mltest_status apply(mlt_step_io *io, mltest_error **error)
{
    bool other = io->params[DIAGONAL] >= 0.5;
    return mlt_move_turned(io, other ? MLT_TURN_SWAP_HALF : MLT_TURN_SWAP, error);
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
    .flags = MLT_KIND_SINGLE | MLT_KIND_GEOMETRIC | MLT_KIND_EXACT,
    .summary = "width and height mixed up where a picture is read",
    .when = "readers of raw and scientific formats; a mistake that is easily made",
    .params = params,
    .n_params = sizeof params / sizeof params[0],
    .apply = apply,
};
