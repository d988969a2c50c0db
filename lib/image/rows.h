/* SPDX-License-Identifier: MIT */
/*
 * Rows of any format as floats and back, so that a perturbation is written once. Alpha is left
 * out on the way in and copied on the way out. What is published for 8 bits as v / 255 is v / 65535
 * in 16 bits, with the same formulas: the results agree but for the rounding.
 */
#ifndef MLT_IMAGE_ROWS_H
#define MLT_IMAGE_ROWS_H

#include "image/image.h"

/* The largest sample: 255 or 65535. */
static inline float mlt_format_max(uint32_t format)
{
    return mlt_format_is_16bit(format) ? 65535 : 255;
}

/* width × channels samples of row y, as they are (not divided). */
void mlt_row_load(float *out, const mltest_image_view *view, uint32_t y);
/* trunc(clip(v, 0, max)) into row y of out; alpha comes from row y of `in`, the same size. */
void mlt_row_store(mlt_image *out, uint32_t y, const float *values, const mltest_image_view *in);

/* The same samples as they are stored, in 8 or 16 bits, and back. */
void mlt_row_read(void *out, const mltest_image_view *view, uint32_t y);
void mlt_row_write(mlt_image *out, uint32_t y, const void *samples, const mltest_image_view *in);
/* Samples of 8 bits into any format: times 257 in 16 bits. */
void mlt_row_write8(mlt_image *out, uint32_t y, const uint8_t *samples,
                    const mltest_image_view *in);

#endif
