/* SPDX-License-Identifier: MIT */
#include <math.h>

#include "base/error.h"
#include "image/rows.h"
#include "perturb/perturb.h"
#include "perturb/scratch.h"

static float max3(const float *p)
{
    float m = p[0] > p[1] ? p[0] : p[1];
    return m > p[2] ? m : p[2];
}

/* V' = min(V + c, 1) in HSV: every channel grows by V'/V, and black becomes grey. Of all colours 1
 * to 3.5 % differ by one level from the published round trip through HSV. v has n pixels of the
 * given number of channels. */
static void brighten(float *v, size_t n, uint32_t channels, double amount, double max)
{
    for (size_t i = 0; i < n; i++, v += channels) {
        double high = (double)(channels == 1 ? v[0] : max3(v)), value = high / max;
        double target = value + amount < 1 ? value + amount : 1;
        for (uint32_t c = 0; c < channels; c++) /* the largest channel becomes the target itself */
            v[c] = (float)floor((high > 0 ? (double)v[c] / high : 1) * target * max);
    }
}

static mltest_status apply(mlt_step_io *io, mltest_error **error)
{
    const mltest_image_view *in = io->in;
    uint32_t channels = mlt_format_channels(in->format);
    TRY(mlt_image_resize(io->out, in->width, in->height, in->format, error));
    float *row = mlt_scratch_get(io->scratch, 0, (size_t)in->width * channels * sizeof *row);
    if (row == NULL)
        return mlt_fail_memory(error);
    for (uint32_t y = 0; y < in->height; y++) {
        mlt_row_load(row, in, y);
        brighten(row, in->width, channels, io->params[0], (double)mlt_format_max(in->format));
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
    .params = params,
    .n_params = sizeof params / sizeof params[0],
    .apply = apply,
};
