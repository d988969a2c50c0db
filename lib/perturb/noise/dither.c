/* SPDX-License-Identifier: MIT */
#include "base/error.h"
#include "kernel/kernels.h"
#include "perturb/fields.h"
#include "perturb/samples.h"
#include "perturb/scratch.h"

static mltest_status apply(mlt_step_io *io, mltest_error **error)
{
    const mltest_image_view *in = io->in;
    const mlt_noise_loops *loops = mlt_kernels_get()->noise;
    size_t n = (size_t)in->width * mlt_format_channels(in->format), drawn = mlt_dither_words(n);
    mlt_field field;
    TRY(mlt_image_resize(io->out, in->width, in->height, in->format, error));
    TRY(mlt_field_init(&field, io, drawn, error));
    uint8_t *work = mlt_scratch_get(io->scratch, 0, 2 * n);
    if (work == NULL)
        return mlt_fail_memory(error);
    for (uint32_t y = 0; y < in->height; y++) {
        const uint16_t *words = mlt_field_words(&field, y, drawn); /* a bit a sample */
        const mlt_samples s = mlt_samples_of_row(io->out, in, y, work);
        if (mlt_format_is_16bit(in->format))
            loops->dither16(s.out, s.in, words, n);
        else
            loops->dither8(s.out, s.in, words, n);
        mlt_samples_finish(&s, io->out, in, y);
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
