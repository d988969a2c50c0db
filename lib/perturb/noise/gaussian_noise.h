/* SPDX-License-Identifier: MIT */
#ifndef MLT_PERTURB_NOISE_GAUSSIAN_NOISE_H
#define MLT_PERTURB_NOISE_GAUSSIAN_NOISE_H

#include "image/image.h"

/* One row of the published corruption; normals and row have width × channels numbers. */
void mlt_gaussian_noise_row(mlt_image *out, const mltest_image_view *in, uint32_t y, float sigma,
                            const float *normals, float *row);

#endif
