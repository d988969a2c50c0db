/* SPDX-License-Identifier: MIT */
#include <math.h>

#include "base/error.h"
#include "perturb/blobs.h"
#include "perturb/look_through.h"
#include "perturb/scratch.h"

enum { DENSITY, LEAST, MOST };

/*
 * A drop is a strong lens: it shows a wide view of the scene, small and upside down, the more
 * squeezed the nearer to its outline, where light is lost; above there is the glint of the sky. As
 * many drops as the density says, the last of them as large as the fraction. Draws the blobs.
 */
static mltest_status apply(mlt_step_io *io, mltest_error **error)
{
    const mltest_image_view *in = io->in;
    double wanted = io->params[DENSITY] * 1e-6 * in->width * in->height, whole = floor(wanted);
    size_t n = (size_t)whole + (wanted > whole);
    mlt_blob_style style = {
        .least = io->params[LEAST], .most = io->params[MOST], .stretch = 1.15, .rough = .05};
    mlt_blob_look look = {.factor = 4,
                          .sigma = 3,
                          .soft_px = 1.5,
                          .middle = -2.5,
                          .edge = -1.5,
                          .rim = .7,
                          .glint = .8,
                          .tint = {1, 1, 1}};
    mlt_draws draws;
    mlt_draws_init(&draws, io->key, io->sample_id, 0);
    mlt_blob *blobs = mlt_scratch_get(io->scratch, 3, (n + 1) * sizeof *blobs);
    if (blobs == NULL)
        return mlt_fail_memory(error);
    mlt_blobs_draw(blobs, n, &draws, in, &style);
    if (wanted > whole)
        blobs[n - 1].radius *= sqrt(wanted - whole);
    return mlt_look_through(io, blobs, n, &look, error);
}

static const mlt_param params[] = {
    {.name = "density",
     .unit = "drops per megapixel",
     .low = 0,
     .high = 2000,
     .values = {10, 20, 40, 70, 110},
     .has_identity = true,
     .identity = 0,
     .is_density = true},
    {.name = "smallest",
     .unit = "px, radius",
     .low = 1,
     .high = 500,
     .values = {10, 10, 10, 10, 10},
     .is_free = true,
     .is_length_px = true},
    {.name = "largest",
     .unit = "px, radius",
     .low = 1,
     .high = 500,
     .values = {48, 48, 48, 48, 48},
     .is_free = true,
     .is_length_px = true},
};

const mlt_kind mlt_kind_water_drops = {
    .name = "water_drops",
    .mltest_name = "",
    .family = "",
    .category = MLT_CATEGORY_OCCLUSION,
    .revision = 1,
    .flags = MLT_KIND_STOCHASTIC,
    .summary = "drops of water on the lens or its window, each showing the scene small and upside "
               "down",
    .when = "rain on windscreens and outdoor cameras, boats, wash-down machines",
    .params = params,
    .n_params = sizeof params / sizeof params[0],
    .apply = apply,
};
