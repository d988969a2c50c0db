/* SPDX-License-Identifier: MIT */
#include <math.h>

#include "perturb/blobs.h"
#include "perturb/look_through.h"

enum { MOST = 64 };

/*
 * Drops of oil are flat lenses: they magnify the middle of what is behind them, blur it, take some
 * blue and are darker towards their outline. Draws the blobs.
 */
static mltest_status apply(mlt_step_io *io, mltest_error **error)
{
    const mltest_image_view *in = io->in;
    double size = sqrt((double)in->width * in->height);
    mlt_blob_style style = {.least = .03 * size, .most = .08 * size, .stretch = 1.35, .rough = .13};
    mlt_blob_look look = {.factor = 4,
                          .sigma = .0045 * size,
                          .soft = .12,
                          .middle = .5,
                          .edge = .5,
                          .rim = .35,
                          .veil = .1,
                          .white = .5,
                          .tint = {1, .97f, .84f}};
    mlt_blob blobs[MOST];
    mlt_draws draws;
    mlt_draws_init(&draws, io->key, io->sample_id, 0);
    mlt_blobs_draw(blobs, MOST, &draws, in, &style);
    size_t n = mlt_blobs_cover(blobs, MOST, in, io->params[0]);
    return mlt_look_through(io, blobs, n, &look, error);
}

static const mlt_param params[] = {
    {.name = "covered",
     .unit = "of the picture",
     .low = 0,
     .high = .5,
     .values = {.02, .04, .08, .14, .22},
     .has_identity = true,
     .identity = 0},
};

const mlt_kind mlt_kind_oil_spots = {
    .name = "oil_spots",
    .mltest_name = "OilSpots",
    .family = "",
    .category = MLT_CATEGORY_OCCLUSION,
    .revision = 1,
    .flags = MLT_KIND_STOCHASTIC,
    .summary = "drops of oil on the lens bend and blur what is behind them",
    .when = "machine tools, kitchens, engine rooms, drilling, lenses that were touched",
    .params = params,
    .n_params = sizeof params / sizeof params[0],
    .apply = apply,
};
