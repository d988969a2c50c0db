/* SPDX-License-Identifier: MIT */
/*
 * A row's samples for loops that take them as they are stored, without alpha between them.
 */
#ifndef MLT_PERTURB_SAMPLES_H
#define MLT_PERTURB_SAMPLES_H

#include "image/image.h"

/* width × channels samples of 8 bits, or of native 16 bits at any address. */
typedef struct {
    const uint8_t *in;
    uint8_t *out;
    size_t n;
} mlt_samples;

/* Row y of two pictures of the same size and format; where there is alpha, copies in `work`, which
 * has 2 · n bytes. */
mlt_samples mlt_samples_of_row(mlt_image *out, const mltest_image_view *in, uint32_t y,
                               uint8_t *work);
/* To be called when samples.out is filled: what was a copy goes where it belongs, alpha as it was.
 */
void mlt_samples_finish(const mlt_samples *samples, mlt_image *out, const mltest_image_view *in,
                        uint32_t y);

#endif
