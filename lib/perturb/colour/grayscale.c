/* SPDX-License-Identifier: MIT */
#include "base/error.h"
#include "image/rows.h"
#include "perturb/perturb.h"
#include "perturb/scratch.h"

/* Towards the luma of ITU-R BT.601, rounded to the nearest level. */
static void fade(float *v, size_t n, float amount)
{
    for (size_t i = 0; i < n; i++, v += 3) {
        float luma = 0.299f * v[0] + 0.587f * v[1] + 0.114f * v[2];
        for (int c = 0; c < 3; c++)
            v[c] = (1 - amount) * v[c] + amount * luma + 0.5f;
    }
}

static mltest_status apply(mlt_step_io *io, mltest_error **error)
{
    const mltest_image_view *in = io->in;
    TRY(mlt_image_resize(io->out, in->width, in->height, in->format, error));
    float *row = mlt_scratch_get(io->scratch, 0, (size_t)in->width * 3 * sizeof *row);
    if (row == NULL)
        return mlt_fail_memory(error);
    for (uint32_t y = 0; y < in->height; y++) {
        mlt_row_load(row, in, y);
        fade(row, in->width, (float)io->params[0]);
        mlt_row_store(io->out, y, row, in);
    }
    return MLTEST_OK;
}

static const mlt_param params[] = {
    {.name = "amount",
     .unit = "of the way to grey",
     .low = 0,
     .high = 1,
     .values = {.4, .55, .7, .85, 1},
     .has_identity = true,
     .identity = 0},
};

const mlt_kind mlt_kind_grayscale = {
    .name = "grayscale",
    .mltest_name = "Grayscale",
    .family = "",
    .category = MLT_CATEGORY_COLOUR,
    .revision = 1,
    .flags = MLT_KIND_NEEDS_COLOUR,
    .summary = "colour fades until a monochrome camera is left",
    .when = "infrared and monochrome cameras, scanned pages, models that lean on colour",
    .params = params,
    .n_params = sizeof params / sizeof params[0],
    .apply = apply,
};
