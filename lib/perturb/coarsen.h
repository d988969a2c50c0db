/* SPDX-License-Identifier: MIT */
/*
 * Kinds that take the picture through another size and back.
 */
#ifndef MLT_PERTURB_COARSEN_H
#define MLT_PERTURB_COARSEN_H

#include "image/coarse.h"
#include "perturb/perturb.h"

/* Makes the output; a size of less than half a pixel, or of 0, is one pixel. Uses scratch slot 0.
 */
mltest_status mlt_coarsen(mlt_step_io *io, double width, double height, mlt_coarse_method method,
                          mltest_error **error);

#endif
