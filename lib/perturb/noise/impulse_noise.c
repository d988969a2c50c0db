/* SPDX-License-Identifier: MIT */
#include "perturb/noise/impulse_noise.h"

#include <math.h>

#include "base/error.h"
#include "image/rows.h"
#include "kernel/kernels.h"
#include "perturb/fields.h"
#include "perturb/scratch.h"

/* A number of the field is (word + 1/2) / 65536: how many of the words lie within the fraction. */
static uint32_t words_within(double fraction)
{
    double n = floor(fraction * 65536 + 0.5);
    return n < 0 ? 0 : n > 65536 ? 65536 : (uint32_t)n;
}

void mlt_impulse_noise_row(mlt_image *out, const mltest_image_view *in, uint32_t y, uint32_t hits,
                           const uint16_t *words, float *row)
{
    size_t n = (size_t)in->width * mlt_format_channels(in->format);
    const mlt_kernels *kernels = mlt_kernels_get();
    if (mlt_format_bytes(in->format) == mlt_format_channels(in->format)) {
        uint8_t *to = (uint8_t *)out->data + (int64_t)y * out->stride_bytes;
        kernels->noise->impulse8(to, mlt_view_row(in, y), words, hits, n);
        return;
    }
    mlt_row_load(row, in, y);
    kernels->noise->impulse(row, words, hits, mlt_format_max(in->format), n);
    mlt_row_store(out, y, row, in);
}

static mltest_status apply(mlt_step_io *io, mltest_error **error)
{
    const mltest_image_view *in = io->in;
    size_t n = (size_t)in->width * mlt_format_channels(in->format);
    uint32_t hits = words_within(io->params[0]);
    mlt_field field;
    TRY(mlt_image_resize(io->out, in->width, in->height, in->format, error));
    TRY(mlt_field_init(&field, io, 2 * n, error));
    float *row = mlt_scratch_get(io->scratch, 0, n * sizeof *row);
    if (row == NULL)
        return mlt_fail_memory(error);
    for (uint32_t y = 0; y < in->height; y++)
        mlt_impulse_noise_row(io->out, in, y, hits, mlt_field_words(&field, y, 2 * n), row);
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
    .when = "broken readout, transmission without error correction, old analogue links",
    .params = params,
    .n_params = sizeof params / sizeof params[0],
    .apply = apply,
};
