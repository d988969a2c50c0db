/* SPDX-License-Identifier: MIT */
#include <math.h>

#include "base/error.h"
#include "image/rows.h"
#include "perturb/perturb.h"
#include "perturb/scratch.h"

static double clip01(double v)
{
    double low = v > 0 ? v : 0;
    return low < 1 ? low : 1;
}

/* S' = clip(S·gain + offset) in HSV, without the round trip. A grey pixel has hue 0, which is red:
 * as published, an offset tints it. */
static void saturate_pixel(float *p, double gain, double offset, double max)
{
    const double x[3] = {(double)p[0] / max, (double)p[1] / max, (double)p[2] / max};
    double high = x[0] > x[1] ? x[0] : x[1], low = x[0] < x[1] ? x[0] : x[1];
    high = high > x[2] ? high : x[2];
    low = low < x[2] ? low : x[2];
    double spread = high - low;
    double s = clip01((high > 0 ? spread / high : 0) * gain + offset);
    if (spread > 0) {
        for (int c = 0; c < 3; c++)
            p[c] = (float)floor((high - high * s * (high - x[c]) / spread) * max);
    } else {
        p[0] = (float)floor(high * max);
        p[1] = p[2] = (float)floor(high * (1 - s) * max);
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
        for (uint32_t x = 0; x < in->width; x++)
            saturate_pixel(row + (size_t)3 * x, io->params[0], io->params[1],
                           (double)mlt_format_max(in->format));
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
    .params = params,
    .n_params = sizeof params / sizeof params[0],
    .apply = apply,
};
