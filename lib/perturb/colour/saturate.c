/* SPDX-License-Identifier: MIT */
#include "base/error.h"
#include "image/rows.h"
#include "kernel/kernels.h"
#include "perturb/perturb.h"
#include "perturb/scratch.h"

/* S' = clip(S·gain + offset) in HSV, without the round trip. A grey pixel has hue 0, which is red:
 * as published, an offset tints it. */
static mltest_status apply(mlt_step_io *io, mltest_error **error)
{
    const mltest_image_view *in = io->in;
    TRY(mlt_image_resize(io->out, in->width, in->height, in->format, error));
    float *row = mlt_scratch_get(io->scratch, 0, (size_t)in->width * 3 * sizeof *row);
    if (row == NULL)
        return mlt_fail_memory(error);
    for (uint32_t y = 0; y < in->height; y++) {
        mlt_row_load(row, in, y);
        mlt_kernels_get()->colour->saturate(row, (float)io->params[0], (float)io->params[1],
                                            in->width);
        mlt_row_store(io->out, y, row, in);
    }
    return MLTEST_OK;
}

static const mlt_param params[] = {
    {.name = "gain",
     .unit = "",
     .low = 0,
     .high = 100,
     .values = {.3, .1, 2, 5, 20},
     .rule = MLT_PARAM_STEP},
    {.name = "offset",
     .unit = "of full saturation",
     .low = -1,
     .high = 1,
     .values = {0, 0, 0, .1, .2},
     .rule = MLT_PARAM_STEP},
};

const mlt_kind mlt_kind_saturate = {
    .name = "saturate",
    .mltest_name = "",
    .family = "",
    .category = MLT_CATEGORY_COLOUR,
    .revision = 1,
    .flags = MLT_KIND_NEEDS_COLOUR,
    .summary = "a camera's or display's colour setting: paler at 1 and 2, gaudy from 3",
    .when = "other cameras, other colour profiles, pictures processed for people",
    .params = params,
    .n_params = sizeof params / sizeof params[0],
    .apply = apply,
};
