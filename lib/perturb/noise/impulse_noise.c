/* SPDX-License-Identifier: MIT */
#include "perturb/noise/impulse_noise.h"

#include "base/error.h"
#include "image/rows.h"
#include "perturb/fields.h"
#include "perturb/scratch.h"

void mlt_impulse_noise_row(mlt_image *out, const mltest_image_view *in, uint32_t y, double fraction,
                           const double *hit, const double *white, float *row)
{
    size_t n = (size_t)in->width * mlt_format_channels(in->format);
    float max = mlt_format_max(in->format);
    mlt_row_load(row, in, y);
    for (size_t i = 0; i < n; i++) {
        float impulse = white[i] <= 0.5 ? max : 0;
        row[i] = hit[i] <= fraction ? impulse : row[i];
    }
    mlt_row_store(out, y, row, in);
}

/* A sample takes two words of the field, one for either number. */
static void make_uniforms(double *hit, double *white, mlt_field *field, uint32_t y, size_t n)
{
    const uint16_t *words = mlt_field_words(field, y, 2 * n);
    for (size_t i = 0; i < n; i++) {
        hit[i] = (words[2 * i] + 0.5) / 65536;
        white[i] = (words[2 * i + 1] + 0.5) / 65536;
    }
}

static mltest_status apply(mlt_step_io *io, mltest_error **error)
{
    const mltest_image_view *in = io->in;
    size_t n = (size_t)in->width * mlt_format_channels(in->format);
    mlt_field field;
    TRY(mlt_image_resize(io->out, in->width, in->height, in->format, error));
    TRY(mlt_field_init(&field, io, 2 * n, error));
    double *numbers = mlt_scratch_get(io->scratch, 0, 2 * n * sizeof *numbers);
    float *row = mlt_scratch_get(io->scratch, 1, n * sizeof *row);
    if (numbers == NULL || row == NULL)
        return mlt_fail_memory(error);
    for (uint32_t y = 0; y < in->height; y++) {
        make_uniforms(numbers, numbers + n, &field, y, n);
        mlt_impulse_noise_row(io->out, in, y, io->params[0], numbers, numbers + n, row);
    }
    return MLTEST_OK;
}

static const mlt_param params[] = {
    {.name = "fraction",
     .unit = "of all samples",
     .low = 0,
     .high = 1,
     .values = {.03, .06, .09, .17, .27},
     .has_identity = true,
     .identity = 0},
};

const mlt_kind mlt_kind_impulse_noise = {
    .name = "impulse_noise",
    .mltest_name = "",
    .family = "",
    .category = MLT_CATEGORY_NOISE,
    .revision = 1,
    .flags = MLT_KIND_STOCHASTIC,
    .summary = "single samples at full or none: bit errors, dead and hot pixels, in colour",
    .params = params,
    .n_params = sizeof params / sizeof params[0],
    .apply = apply,
};
