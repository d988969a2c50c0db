/* SPDX-License-Identifier: MIT */
#include <math.h>

#include "base/error.h"
#include "perturb/move.h"

enum { K1, BORDER };

static mltest_status apply(mlt_step_io *io, mltest_error **error)
{
    const mltest_image_view *in = io->in;
    double w = in->width, h = in->height;
    const mlt_curve lens = {MLT_CURVE_LENS,
                            {w / 2, h / 2, sqrt(w * w + h * h) / 2, io->params[K1]}};
    if (!mlt_map_from_curve(&io->map, &lens))
        return mlt_fail(error, MLTEST_ERR_INTERNAL, "lens_distortion: no map");
    TRY(mlt_image_resize(io->out, in->width, in->height, in->format, error));
    return mlt_move_pixels(io, mlt_move_border(io->params[BORDER]), error);
}

static const mlt_param params[] = {
    {.name = "k1",
     .unit = "of r^2 over the half diagonal: lines bend inwards below 0, outwards above",
     .low = -.333, /* at -1/3 the corners fold */
     .high = 1,
     .values = {-.04, -.08, -.14, -.2, -.26},
     .has_identity = true,
     .identity = 0},
    MLT_MOVE_BORDER_PARAM,
};

const mlt_kind mlt_kind_lens_distortion = {
    .name = "lens_distortion",
    .mltest_name = "",
    .family = "",
    .category = MLT_CATEGORY_GEOMETRIC,
    .revision = 1,
    .flags = MLT_KIND_GEOMETRIC,
    .summary = "a cheap or a wide lens that nobody calibrated",
    .when = "action and surveillance cameras, endoscopes, fish-eye lenses",
    .params = params,
    .n_params = sizeof params / sizeof params[0],
    .apply = apply,
};
