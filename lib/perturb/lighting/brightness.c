/* SPDX-License-Identifier: MIT */
#include "base/error.h"
#include "image/rows.h"
#include "kernel/kernels.h"
#include "perturb/perturb.h"
#include "perturb/scratch.h"

/* A grey level is its own largest channel. */
static void brighten_grey(float *v, size_t n, float amount, float top)
{
    for (size_t i = 0; i < n; i++)
        v[i] = (v[i] + amount < top ? v[i] + amount : top) + MLT_COLOUR_NUDGE;
}

/* V' = min(V + c, 1) in HSV: every channel grows by V'/V, and black becomes grey. Of all colours 1
 * to 3.5 % differ by one level from the published round trip through HSV. */
static mltest_status apply(mlt_step_io *io, mltest_error **error)
{
    const mltest_image_view *in = io->in;
    uint32_t channels = mlt_format_channels(in->format);
    float top = mlt_format_max(in->format), amount = (float)(io->params[0] * (double)top);
    TRY(mlt_image_resize(io->out, in->width, in->height, in->format, error));
    float *row = mlt_scratch_get(io->scratch, 0, (size_t)in->width * channels * sizeof *row);
    if (row == NULL)
        return mlt_fail_memory(error);
    for (uint32_t y = 0; y < in->height; y++) {
        mlt_row_load(row, in, y);
        if (channels == 3)
            mlt_kernels_get()->colour->brighten(row, amount, top, in->width);
        else
            brighten_grey(row, in->width, amount, top);
        mlt_row_store(io->out, y, row, in);
    }
    return MLTEST_OK;
}

static const mlt_param params[] = {
    {.name = "amount",
     .unit = "of full scale",
     .low = 0,
     .high = 1,
     .values = {.1, .2, .3, .4, .5},
     .has_identity = true,
     .identity = 0},
};

const mlt_kind mlt_kind_brightness = {
    .name = "brightness",
    .mltest_name = "Brightness",
    .family = "",
    .category = MLT_CATEGORY_LIGHTING,
    .revision = 1,
    .flags = 0,
    .summary = "more light than the model was trained with",
    .when = "exposure that is set too high, sun in the scene, other cameras",
    .params = params,
    .n_params = sizeof params / sizeof params[0],
    .apply = apply,
};
