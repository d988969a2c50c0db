/* SPDX-License-Identifier: MIT */
/*
 * Moving the pixels of a step along its map.
 */
#ifndef MLT_PERTURB_MOVE_H
#define MLT_PERTURB_MOVE_H

#include "image/turn.h"
#include "image/warp.h"
#include "perturb/perturb.h"

/* Fills io->out, already sized, with what io->map moves there: bilinear, as image/warp.h has it.
 * Uses slot 0 of the working memory. */
mltest_status mlt_move_pixels(mlt_step_io *io, mlt_border border, mltest_error **error);
/* Makes the output from the input by mirroring and quarter turns, and sets the map. */
mltest_status mlt_move_turned(mlt_step_io *io, mlt_turning turning, mltest_error **error);
/* The parameter `angle` or, where it is NaN, a draw from stream 0: half of the parameter `limit` or
 * more, so that no picture gets away, to either side. Both say which of io->params. */
double mlt_move_angle(const mlt_step_io *io, size_t limit, size_t angle);
/* The parameter "border" that most kinds have. */
mlt_border mlt_move_border(double parameter);
#define MLT_MOVE_BORDER_PARAM                                                                      \
    {                                                                                              \
        .name = "border", .unit = "0 black, 1 the edge repeated", .low = 0, .high = 1,             \
        .values = {1, 1, 1, 1, 1}, .is_free = true,                                                \
    }

#endif
