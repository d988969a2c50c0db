/* SPDX-License-Identifier: MIT */
/*
 * A picture taken while the camera moved.
 */
#ifndef MLT_PERTURB_PATH_BLUR_H
#define MLT_PERTURB_PATH_BLUR_H

#include "image/psf.h"
#include "perturb/perturb.h"

/* Makes the output: every point goes along the path, whose places lie at most `extent` px apart
 * (image/psf.h). Uses the scratch slots 0 and 1. */
mltest_status mlt_blur_along(mlt_step_io *io, const mlt_psf_place *path, size_t n, double extent,
                             mltest_error **error);

#endif
