/* SPDX-License-Identifier: MIT */
/*
 * Rectangles of a picture that a kind hides: painted, and journaled as covered.
 */
#ifndef MLT_PERTURB_HIDE_H
#define MLT_PERTURB_HIDE_H

#include "perturb/perturb.h"

/* Pixels [x0, x1) × [y0, y1), which may reach over the canvas. */
typedef struct {
    int64_t x0, y0, x1, y1;
} mlt_rectangle;

/* Says that a rectangle of the output hides the scene. Nothing, if none of it is on the canvas. */
mltest_status mlt_cover_rectangle(mlt_step_io *io, mlt_rectangle r, mltest_error **error);
/* The same, and paints it in a grey level of 8 bits (times 257 in 16); alpha stays. */
mltest_status mlt_hide_rectangle(mlt_step_io *io, mlt_rectangle r, uint8_t level,
                                 mltest_error **error);

#endif
