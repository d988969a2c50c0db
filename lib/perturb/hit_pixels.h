/* SPDX-License-Identifier: MIT */
/*
 * Single pixels of a random field that are replaced.
 */
#ifndef MLT_PERTURB_HIT_PIXELS_H
#define MLT_PERTURB_HIT_PIXELS_H

#include "perturb/perturb.h"

/*
 * Copies the input and sets a share of its pixels, all channels, to black, or half of them to
 * white. A pixel takes one word of 16 bits of the field: it is hit where that is below share ·
 * 65536, and white where it is odd. So what is hit stays hit as the share grows. Alpha stays.
 */
mltest_status mlt_hit_pixels(mlt_step_io *io, double share, bool half_white, mltest_error **error);

#endif
