/* SPDX-License-Identifier: MIT */
#ifndef MLT_PERTURB_NOISE_GAUSSIAN_NOISE_H
#define MLT_PERTURB_NOISE_GAUSSIAN_NOISE_H

#include "image/image.h"

/* One row of the published corruption; normals has width × channels numbers, work twice as many
 * bytes. */
void mlt_gaussian_noise_row(mlt_image *out, const mltest_image_view *in, uint32_t y, float sigma,
                            const float *normals, uint8_t *work);

#endif
