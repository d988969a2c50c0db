/* SPDX-License-Identifier: MIT */
#include <math.h>

#include "perturb/move.h"

enum { TURNS };

static mltest_status apply(mlt_step_io *io, mltest_error **error)
{
    static const mlt_turning turnings[] = {MLT_TURN_LEFT, MLT_TURN_HALF, MLT_TURN_RIGHT};
    int turns = (int)floor(io->params[TURNS] + 0.5);
    return mlt_move_turned(io, turnings[turns - 1], error);
}

static const mlt_param params[] = {
    {.name = "turns",
     .unit = "quarter turns counter-clockwise",
     .low = 1,
     .high = 3,
     .values = {1, 1, 1, 1, 1},
     .is_free = true},
};

const mlt_kind mlt_kind_rotate90 = {
    .name = "rotate90",
    .mltest_name = "",
    .family = "",
    .category = MLT_CATEGORY_GEOMETRIC,
    .revision = 1,
    .flags = MLT_KIND_SINGLE | MLT_KIND_GEOMETRIC | MLT_KIND_EXACT,
    .summary = "a picture whose orientation was lost on the way",
    .when = "phones and cameras held upright whose orientation tag was dropped, scans, "
            "microscopy and aerial views without an up",
    .params = params,
    .n_params = sizeof params / sizeof params[0],
    .apply = apply,
};
