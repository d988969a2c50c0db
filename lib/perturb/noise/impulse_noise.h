/* SPDX-License-Identifier: MIT */
#ifndef MLT_PERTURB_NOISE_IMPULSE_NOISE_H
#define MLT_PERTURB_NOISE_IMPULSE_NOISE_H

#include "image/image.h"

/* One row of the published corruption. A sample takes two words: it is hit where the first is below
 * `hits` (0 to 65536), and then white where the second is below 32768, else black. row has width ×
 * channels numbers. */
void mlt_impulse_noise_row(mlt_image *out, const mltest_image_view *in, uint32_t y, uint32_t hits,
                           const uint16_t *words, float *row);

#endif
