/* SPDX-License-Identifier: MIT */
#include <math.h>

#include "base/error.h"
#include "image/turn.h"
#include "perturb/perturb.h"

enum { TURNS };

static mltest_status apply(mlt_step_io *io, mltest_error **error)
{
    static const uint32_t orientations[4] = {MLT_TURN_NONE, MLT_TURN_LEFT, MLT_TURN_HALF,
                                             MLT_TURN_RIGHT};
    const double w = io->in->width, h = io->in->height;
    const double maps[4][9] = {{1, 0, 0, 0, 1, 0, 0, 0, 1},
                               {0, 1, 0, -1, 0, w, 0, 0, 1},
                               {-1, 0, w, 0, -1, h, 0, 0, 1},
                               {0, -1, h, 1, 0, 0, 0, 0, 1}};
    int turns = (int)floor(io->params[TURNS] + 0.5);
    TRY(mlt_turn_view(io->out, io->in, orientations[turns], error));
    if (!mlt_map_from_homography(&io->map, maps[turns]))
        return mlt_fail(error, MLTEST_ERR_INTERNAL, "rotate90: no inverse");
    return MLTEST_OK;
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
    .flags = MLT_KIND_SINGLE | MLT_KIND_GEOMETRIC,
    .summary = "a picture whose orientation was lost on the way",
    .params = params,
    .n_params = sizeof params / sizeof params[0],
    .apply = apply,
};
