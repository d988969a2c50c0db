/* SPDX-License-Identifier: MIT */
/*
 * Rectangles of a picture that a kind paints, and those that are journaled as covered.
 */
#ifndef MLT_PERTURB_HIDE_H
#define MLT_PERTURB_HIDE_H

#include "perturb/perturb.h"

/* Pixels [x0, x1) × [y0, y1), which may reach over the canvas. */
typedef struct {
    int64_t x0, y0, x1, y1;
} mlt_rectangle;

/* Paints a rectangle of the output in a colour of 8 bits a channel (times 257 in 16); grey pictures
 * show its luma (BT.601). Alpha stays. */
void mlt_paint_rectangle(const mlt_step_io *io, mlt_rectangle r, const uint8_t rgb[3]);
/* Says that a rectangle of the output hides the scene. Nothing, if none of it is on the canvas. */
mltest_status mlt_cover_rectangle(mlt_step_io *io, mlt_rectangle r, mltest_error **error);
/* Both, in a grey level. */
mltest_status mlt_hide_rectangle(mlt_step_io *io, mlt_rectangle r, uint8_t level,
                                 mltest_error **error);

#endif
