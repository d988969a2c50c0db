/* SPDX-License-Identifier: MIT */
#include "perturb/noise/gaussian_noise.h"

#include "base/error.h"
#include "kernel/kernels.h"
#include "perturb/fields.h"
#include "perturb/samples.h"
#include "perturb/scratch.h"

void mlt_gaussian_noise_row(mlt_image *out, const mltest_image_view *in, uint32_t y, float sigma,
                            const float *normals, uint8_t *work)
{
    const mlt_noise_loops *loops = mlt_kernels_get()->noise;
    const mlt_samples s = mlt_samples_of_row(out, in, y, work);
    if (mlt_format_is_16bit(in->format))
        loops->add16(s.out, s.in, normals, sigma * 65535, s.n);
    else
        loops->add8(s.out, s.in, normals, sigma * 255, s.n);
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
        mlt_gaussian_noise_row(io->out, in, y, (float)io->params[0], normals, work);
    }
    return MLTEST_OK;
}

static const mlt_param params[] = {
    {.name = "sigma",
     .unit = "of full scale",
     .low = 0,
     .high = 2,
     .values = {.08, .12, .18, .26, .38},
     .has_identity = true,
     .identity = 0},
};

const mlt_kind mlt_kind_gaussian_noise = {
    .name = "gaussian_noise",
    .mltest_name = "GaussianNoise",
    .family = "",
    .category = MLT_CATEGORY_NOISE,
    .revision = 1,
    .flags = MLT_KIND_STOCHASTIC,
    .summary = "sensor noise of a picture taken in low light",
    .when = "night and indoor scenes, high gain, small sensors; the usual first test of any "
            "model",
    .params = params,
    .n_params = sizeof params / sizeof params[0],
    .apply = apply,
};
