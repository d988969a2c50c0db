/* SPDX-License-Identifier: MIT */
#ifndef MLT_PERTURB_NOISE_IMPULSE_NOISE_H
#define MLT_PERTURB_NOISE_IMPULSE_NOISE_H

#include "image/image.h"

/* One row of the published corruption. A sample is hit where `hit` is at most the fraction, and
 * then white where `white` is at most a half, else black. hit, white and row have width × channels
 * numbers. */
void mlt_impulse_noise_row(mlt_image *out, const mltest_image_view *in, uint32_t y, double fraction,
                           const double *hit, const double *white, float *row);

#endif
