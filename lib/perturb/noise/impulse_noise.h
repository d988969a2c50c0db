/* SPDX-License-Identifier: MIT */
#ifndef MLT_PERTURB_NOISE_IMPULSE_NOISE_H
#define MLT_PERTURB_NOISE_IMPULSE_NOISE_H

#include "image/image.h"

/* One row of the published corruption. A sample takes one word: it is hit where the word is below
 * `hits` (0 to 65536, even), and then white if the word is odd, else black, so that what severity 1
 * hits is hit by severity 5 too and looks the same. work has 2 · width × channels bytes. */
void mlt_impulse_noise_row(mlt_image *out, const mltest_image_view *in, uint32_t y, uint32_t hits,
                           const uint16_t *words, uint8_t *work);

#endif
