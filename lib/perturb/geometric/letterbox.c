/* SPDX-License-Identifier: MIT */
#include <math.h>

#include "base/error.h"
#include "perturb/place.h"

enum { PAD, SIDE };

/* In the middle of the square; an odd row or column that is left over goes to the end. */
static mltest_status apply(mlt_step_io *io, mltest_error **error)
{
    uint32_t w = io->in->width, h = io->in->height, longer = w > h ? w : h;
    uint32_t side = io->params[SIDE] >= 0.5 ? (uint32_t)floor(io->params[SIDE] + 0.5) : longer;
    double factor = (double)side / longer;
    mlt_place place = {.width = mlt_place_side(w, factor),
                       .height = mlt_place_side(h, factor),
                       .pad = MLT_PAD_LEVEL,
                       .level = io->params[PAD]};
    place.x = (side - place.width) / 2;
    place.y = (side - place.height) / 2;
    TRY(mlt_image_resize(io->out, side, side, io->in->format, error));
    return mlt_place_picture(io, &place, error);
}

static const mlt_param params[] = {
    {.name = "pad",
     .unit = "grey level of the padding",
     .low = 0,
     .high = 255,
     .values = {114, 114, 114, 114, 114},
     .is_free = true},
    {.name = "side",
     .unit = "px of the square that the picture is scaled to, 0 its longer side",
     .low = 0,
     .high = 8192,
     .values = {0, 0, 0, 0, 0},
     .is_free = true},
};

const mlt_kind mlt_kind_letterbox = {
    .name = "letterbox",
    .mltest_name = "",
    .family = "",
    .category = MLT_CATEGORY_GEOMETRIC,
    .revision = 1,
    .flags = MLT_KIND_SINGLE | MLT_KIND_GEOMETRIC | MLT_KIND_EXACT,
    .summary = "a picture padded to a square before it comes to the model",
    .when = "serving a model in another way than it was trained: padding instead of stretching, "
            "other pad colours",
    .params = params,
    .n_params = sizeof params / sizeof params[0],
    .apply = apply,
};
