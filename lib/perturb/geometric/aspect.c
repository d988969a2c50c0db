/* SPDX-License-Identifier: MIT */
#include "base/error.h"
#include "perturb/place.h"

enum { WIDTH };

static mltest_status apply(mlt_step_io *io, mltest_error **error)
{
    const mlt_place place = {.width = mlt_place_side(io->in->width, io->params[WIDTH]),
                             .height = io->in->height};
    TRY(mlt_image_resize(io->out, place.width, place.height, io->in->format, error));
    return mlt_place_picture(io, &place, error);
}

static const mlt_param params[] = {
    {.name = "width",
     .unit = "of the width, the height stays",
     .low = .01,
     .high = 1,
     .values = {.9, .8, .7, .6, .5},
     .has_identity = true,
     .identity = 1},
};

const mlt_kind mlt_kind_aspect = {
    .name = "aspect",
    .mltest_name = "",
    .family = "",
    .category = MLT_CATEGORY_GEOMETRIC,
    .revision = 1,
    .flags = MLT_KIND_GEOMETRIC | MLT_KIND_EXACT,
    .summary = "pictures squeezed into a format that is not theirs",
    .when = "displays, recorders and preprocessing that stretch to a fixed size",
    .params = params,
    .n_params = sizeof params / sizeof params[0],
    .apply = apply,
};
