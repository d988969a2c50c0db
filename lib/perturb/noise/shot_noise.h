/* SPDX-License-Identifier: MIT */
#ifndef MLT_PERTURB_NOISE_SHOT_NOISE_H
#define MLT_PERTURB_NOISE_SHOT_NOISE_H

#include "image/image.h"
#include "perturb/poisson.h"

/* One row of the published corruption, with a word of 32 bits for each of its n = width × channels
 * samples; work has mlt_shot_noise_bytes(n), aligned for 32 bits. */
void mlt_shot_noise_row(mlt_image *out, const mltest_image_view *in, uint32_t y,
                        const mlt_poisson *table, const mlt_poisson_draws *draws, void *work);
size_t mlt_shot_noise_bytes(size_t n);

#endif
