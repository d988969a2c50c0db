/* SPDX-License-Identifier: MIT */
#include "perturb/noise/speckle_noise.h"

#include "base/error.h"
#include "kernel/kernels.h"
#include "perturb/fields.h"
#include "perturb/samples.h"
#include "perturb/scratch.h"

void mlt_speckle_noise_row(mlt_image *out, const mltest_image_view *in, uint32_t y, float sigma,
                           const float *normals, uint8_t *work)
{
    const mlt_noise_loops *loops = mlt_kernels_get()->noise;
    const mlt_samples s = mlt_samples_of_row(out, in, y, work);
    if (mlt_format_is_16bit(in->format))
        loops->speckle16(s.out, s.in, normals, sigma, s.n);
    else
        loops->speckle8(s.out, s.in, normals, sigma, s.n);
    mlt_samples_finish(&s, out, in, y);
}

static mltest_status apply(mlt_step_io *io, mltest_error **error)
{
    const mltest_image_view *in = io->in;
    size_t n = (size_t)in->width * mlt_format_channels(in->format);
    mlt_field field;
    TRY(mlt_image_resize(io->out, in->width, in->height, in->format, error));
    TRY(mlt_field_init(&field, io, n, error));
    float *normals = mlt_scratch_get(io->scratch, 0, n * sizeof *normals);
    uint8_t *work = mlt_scratch_get(io->scratch, 1, 2 * n);
    if (normals == NULL || work == NULL)
        return mlt_fail_memory(error);
    for (uint32_t y = 0; y < in->height; y++) {
        mlt_field_normals(&field, y, normals, n);
        mlt_speckle_noise_row(io->out, in, y, (float)io->params[0], normals, work);
    }
    return MLTEST_OK;
}

static const mlt_param params[] = {
    {.name = "sigma",
     .unit = "of the sample's own value",
     .low = 0,
     .high = 5,
     .values = {.15, .2, .35, .45, .6},
     .has_identity = true,
     .identity = 0},
};

const mlt_kind mlt_kind_speckle_noise = {
    .name = "speckle_noise",
    .mltest_name = "",
    .family = "",
    .category = MLT_CATEGORY_NOISE,
    .revision = 1,
    .flags = MLT_KIND_STOCHASTIC,
    .summary = "noise that grows with brightness, as of coherent light and radar",
    .when = "radar, ultrasound, laser light; also a rough model of gain that varies",
    .params = params,
    .n_params = sizeof params / sizeof params[0],
    .apply = apply,
};
