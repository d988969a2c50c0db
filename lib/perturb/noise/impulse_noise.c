/* SPDX-License-Identifier: MIT */
#include "perturb/noise/impulse_noise.h"

#include <math.h>

#include "base/error.h"
#include "kernel/kernels.h"
#include "perturb/fields.h"
#include "perturb/samples.h"
#include "perturb/scratch.h"

/* How many words are hits; half of them are white, so that the number is even. */
static uint32_t hits_of(double fraction)
{
    double pairs = floor(fraction * 32768 + 0.5);
    return pairs < 0 ? 0 : pairs > 32768 ? 65536 : 2 * (uint32_t)pairs;
}

void mlt_impulse_noise_row(mlt_image *out, const mltest_image_view *in, uint32_t y, uint32_t hits,
                           const uint16_t *words, uint8_t *work)
{
    const mlt_noise_loops *loops = mlt_kernels_get()->noise;
    const mlt_samples s = mlt_samples_of_row(out, in, y, work);
    if (mlt_format_is_16bit(in->format))
        loops->impulse16(s.out, s.in, words, hits, s.n);
    else
        loops->impulse8(s.out, s.in, words, hits, s.n);
    mlt_samples_finish(&s, out, in, y);
}

static mltest_status apply(mlt_step_io *io, mltest_error **error)
{
    const mltest_image_view *in = io->in;
    size_t n = (size_t)in->width * mlt_format_channels(in->format);
    uint32_t hits = hits_of(io->params[0]);
    mlt_field field;
    TRY(mlt_image_resize(io->out, in->width, in->height, in->format, error));
    TRY(mlt_field_init(&field, io, n, error));
    uint8_t *work = mlt_scratch_get(io->scratch, 0, 2 * n);
    if (work == NULL)
        return mlt_fail_memory(error);
    for (uint32_t y = 0; y < in->height; y++)
        mlt_impulse_noise_row(io->out, in, y, hits, mlt_field_words(&field, y, n), work);
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
