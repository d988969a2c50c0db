/* SPDX-License-Identifier: MIT */
#include "base/error.h"
#include "perturb/move.h"
#include "perturb/place.h"

enum { FACTOR, IN, BORDER };

static mltest_status zoom_in(mlt_step_io *io, double by, mltest_error **error)
{
    double cx = io->in->width / 2.0, cy = io->in->height / 2.0;
    const double h[9] = {by, 0, cx - by * cx, 0, by, cy - by * cy, 0, 0, 1};
    if (!mlt_map_from_homography(&io->map, h))
        return mlt_fail(error, MLTEST_ERR_INTERNAL, "scale: no inverse");
    return mlt_move_pixels(io, MLT_BORDER_REPLICATE, error);
}

static mltest_status zoom_out(mlt_step_io *io, double factor, mltest_error **error)
{
    uint32_t width = mlt_place_side(io->in->width, factor),
             height = mlt_place_side(io->in->height, factor);
    const mlt_place place = {.x = (io->in->width - width) / 2,
                             .y = (io->in->height - height) / 2,
                             .width = width,
                             .height = height,
                             .pad = io->params[BORDER] < 0.5 ? MLT_PAD_NOTHING : MLT_PAD_EDGE};
    return mlt_place_picture(io, &place, error);
}

static mltest_status apply(mlt_step_io *io, mltest_error **error)
{
    double factor = io->params[FACTOR];
    TRY(mlt_image_resize(io->out, io->in->width, io->in->height, io->in->format, error));
    return io->params[IN] >= 0.5 ? zoom_in(io, 1 / factor, error) : zoom_out(io, factor, error);
}

static const mlt_param params[] = {
    {.name = "factor",
     .unit = "of each side",
     .low = .01,
     .high = 1,
     .values = {.9, .8, .65, .5, .35},
     .has_identity = true,
     .identity = 1},
    {.name = "in",
     .unit = "0 smaller by the factor, on padding, 1 larger by one over it",
     .low = 0,
     .high = 1,
     .values = {0, 0, 0, 0, 0},
     .is_free = true},
    {.name = "border",
     .unit = "0 black, 1 the edge repeated",
     .low = 0,
     .high = 1,
     .values = {0, 0, 0, 0, 0},
     .is_free = true},
};

const mlt_kind mlt_kind_scale = {
    .name = "scale",
    .mltest_name = "",
    .family = "",
    .category = MLT_CATEGORY_GEOMETRIC,
    .revision = 1,
    .flags = MLT_KIND_GEOMETRIC | MLT_KIND_EXACT,
    .summary = "a camera farther away, or nearer: objects of another size",
    .when = "other distances and lenses, drones at another height; small objects",
    .params = params,
    .n_params = sizeof params / sizeof params[0],
    .apply = apply,
};
