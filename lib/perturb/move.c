/* SPDX-License-Identifier: MIT */
#include "perturb/move.h"

#include <math.h>

#include "base/error.h"
#include "perturb/scratch.h"

static void points_of_row(void *from, uint32_t y, double *points_x, double *points_y, size_t n)
{
    mlt_map_row(from, y, points_x, points_y, n);
}

mltest_status mlt_move_pixels(mlt_step_io *io, mlt_border border, mltest_error **error)
{
    mlt_map back;
    if (!mlt_map_invert(&back, &io->map))
        return mlt_fail(error, MLTEST_ERR_INTERNAL, "a map without an inverse");
    void *work = mlt_scratch_get(io->scratch, 0, mlt_warp_bytes(io->in, io->out->width, border));
    if (work == NULL)
        return mlt_fail_memory(error);
    const mlt_warp_map map = {points_of_row, &back};
    if (back.n_parts == 0)
        mlt_warp(io->out, io->in, back.h, border, work);
    else
        mlt_warp_by(io->out, io->in, &map, border, work);
    return MLTEST_OK;
}

mltest_status mlt_move_turned(mlt_step_io *io, mlt_turning turning, mltest_error **error)
{
    double h[9];
    mlt_turning_map(h, turning, io->in->width, io->in->height);
    if (!mlt_map_from_homography(&io->map, h))
        return mlt_fail(error, MLTEST_ERR_INTERNAL, "a turning without an inverse");
    return mlt_image_turn(io->out, io->in, turning, error);
}

mlt_border mlt_move_border(double parameter)
{
    return parameter < 0.5 ? MLT_BORDER_CONSTANT : MLT_BORDER_REPLICATE;
}

double mlt_move_angle(const mlt_step_io *io, size_t limit, size_t angle)
{
    mlt_draws draws;
    if (!isnan(io->params[angle]))
        return io->params[angle];
    mlt_draws_init(&draws, io->key, io->sample_id, 0);
    return mlt_draw_signed(&draws, 0.5, 1) * io->params[limit];
}
