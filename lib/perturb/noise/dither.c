/* SPDX-License-Identifier: MIT */
#include "base/error.h"
#include "image/rows.h"
#include "perturb/fields.h"
#include "perturb/scratch.h"

static mltest_status apply(mlt_step_io *io, mltest_error **error)
{
    const mltest_image_view *in = io->in;
    size_t n = (size_t)in->width * mlt_format_channels(in->format);
    float level = mlt_format_is_16bit(in->format) ? 257 : 1;
    mlt_field field;
    TRY(mlt_image_resize(io->out, in->width, in->height, in->format, error));
    TRY(mlt_field_init(&field, io, n, error));
    float *row = mlt_scratch_get(io->scratch, 0, n * sizeof *row);
    if (row == NULL)
        return mlt_fail_memory(error);
    for (uint32_t y = 0; y < in->height; y++) {
        const uint16_t *words = mlt_field_words(&field, y, n);
        mlt_row_load(row, in, y);
        for (size_t i = 0; i < n; i++)
            row[i] += level * (float)((words[i] >> 15) * 2 - 1);
        mlt_row_store(io->out, y, row, in);
    }
    return MLTEST_OK;
}

const mlt_kind mlt_kind_dither = {
    .name = "dither",
    .mltest_name = "",
    .family = "",
    .category = MLT_CATEGORY_NOISE,
    .revision = 1,
    .flags = MLT_KIND_STOCHASTIC | MLT_KIND_SINGLE | MLT_KIND_INFORMATIONAL,
    .summary = "one grey level up or down: the noise floor of a run, not a stress",
    .when = "never as a stress: it shows how far a run moves without one",
    .apply = apply,
};
