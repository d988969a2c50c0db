/* SPDX-License-Identifier: MIT */
#include "base/error.h"
#include "image/separable.h"
#include "perturb/perturb.h"
#include "perturb/scratch.h"

enum { MOST_SIGMA = 50, TRUNCATE = 4, MOST_RADIUS = MOST_SIGMA * TRUNCATE };

static mltest_status apply(mlt_step_io *io, mltest_error **error)
{
    const mltest_image_view *in = io->in;
    double sigma = io->params[0];
    float weights[MOST_RADIUS + 1];
    mlt_taps taps = {weights, mlt_gaussian_radius(sigma, TRUNCATE)};
    mlt_separable_picture picture = {in, io->out, NULL};
    mlt_separable filter = {.down = taps, .across = taps, .edge = MLT_EDGE_REPLICATE};
    TRY(mlt_image_resize(io->out, in->width, in->height, in->format, error));
    mlt_separable_of_picture(&filter, &picture);
    void *work = mlt_scratch_get(io->scratch, 0, mlt_separable_bytes(&filter));
    if (work == NULL)
        return mlt_fail_memory(error);
    mlt_gaussian_weights(weights, sigma, taps.radius);
    mlt_separable_run(&filter, work);
    return MLTEST_OK;
}

static const mlt_param params[] = {
    {.name = "sigma",
     .unit = "px",
     .low = 0,
     .high = MOST_SIGMA,
     .values = {1, 2, 3, 4, 6},
     .is_length_px = true},
};

const mlt_kind mlt_kind_gaussian_blur = {
    .name = "gaussian_blur",
    .mltest_name = "GaussianBlur",
    .family = "",
    .category = MLT_CATEGORY_BLUR,
    .revision = 1,
    .flags = 0,
    .summary = "a lens out of focus, in its simplest model",
    .when = "cheap lenses, a camera out of adjustment, enlarged pictures",
    .params = params,
    .n_params = sizeof params / sizeof params[0],
    .apply = apply,
};
