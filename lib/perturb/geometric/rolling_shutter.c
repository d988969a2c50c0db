/* SPDX-License-Identifier: MIT */
#include "base/error.h"
#include "perturb/move.h"

enum { SKEW, WOBBLE, WAVES, BORDER };

/* What was drawn: how far the last row is to the right of the first, and the wave of the rows. */
typedef struct {
    double skew, wobble, phase;
} motion;

/* The skew with its side, the wobble, the phase; each length half the limit or more. */
static motion draw_motion(const mlt_step_io *io)
{
    mlt_draws draws;
    motion m;
    mlt_draws_init(&draws, io->key, io->sample_id, 0);
    m.skew = mlt_draw_signed(&draws, 0.5, 1) * io->params[SKEW];
    m.wobble = mlt_draw_between(&draws, 0.5, 1) * io->params[WOBBLE];
    m.phase = mlt_draw_uniform(&draws);
    return m;
}

/* The skew is a shear about the middle row; the wave comes on top, and moves rows as rows too. */
static bool make_map(mlt_map *map, const motion *m, double height, double waves)
{
    const double h[9] = {1, m->skew / height, -m->skew / 2, 0, 1, 0, 0, 0, 1};
    const mlt_curve rows = {MLT_CURVE_ROWS, {m->wobble / 2, height / waves, m->phase}};
    mlt_map wave;
    return mlt_map_from_homography(map, h) && mlt_map_from_curve(&wave, &rows) &&
           mlt_map_compose(map, map, &wave);
}

static mltest_status apply(mlt_step_io *io, mltest_error **error)
{
    const mltest_image_view *in = io->in;
    const motion m = draw_motion(io);
    if (!make_map(&io->map, &m, in->height, io->params[WAVES]))
        return mlt_fail(error, MLTEST_ERR_INTERNAL, "rolling_shutter: no map");
    TRY(mlt_image_resize(io->out, in->width, in->height, in->format, error));
    return mlt_move_pixels(io, mlt_move_border(io->params[BORDER]), error);
}

static const mlt_param params[] = {
    {.name = "skew",
     .unit = "px from first to last row, at random in half to whole, to either side",
     .low = 0,
     .high = 500,
     .values = {2, 4, 8, 14, 22},
     .has_identity = true,
     .identity = 0,
     .is_length_px = true},
    {.name = "wobble",
     .unit = "px between the outermost rows of a wave, at random in half to whole",
     .low = 0,
     .high = 500,
     .values = {2, 4, 8, 14, 22},
     .has_identity = true,
     .identity = 0,
     .is_length_px = true},
    {.name = "waves",
     .unit = "over the height",
     .low = .1,
     .high = 20,
     .values = {2, 2, 2, 2, 2},
     .is_free = true},
    MLT_MOVE_BORDER_PARAM,
};

const mlt_kind mlt_kind_rolling_shutter = {
    .name = "rolling_shutter",
    .mltest_name = "",
    .family = "",
    .category = MLT_CATEGORY_GEOMETRIC,
    .revision = 1,
    .flags = MLT_KIND_STOCHASTIC | MLT_KIND_GEOMETRIC,
    .summary = "a camera that moves or shakes while it reads its rows one after another",
    .when = "phones, drones and vehicles; nearly every CMOS camera that vibrates",
    .params = params,
    .n_params = sizeof params / sizeof params[0],
    .apply = apply,
};
