/* SPDX-License-Identifier: MIT */
#include "perturb/samples.h"

static uint8_t *row_of(mlt_image *out, uint32_t y)
{
    return (uint8_t *)out->data + (int64_t)y * out->stride_bytes;
}

mlt_samples mlt_samples_of_row(mlt_image *out, const mltest_image_view *in, uint32_t y,
                               uint8_t *work)
{
    const uint8_t *from = mlt_view_row(in, y);
    const size_t n = (size_t)in->width * mlt_format_channels(in->format);
    if (!mlt_format_has_alpha(in->format))
        return (mlt_samples){from, row_of(out, y), n};
    for (size_t x = 0; x < in->width; x++) {
        for (size_t c = 0; c < 3; c++)
            work[3 * x + c] = from[4 * x + c];
    }
    return (mlt_samples){work, work + n, n};
}

void mlt_samples_finish(const mlt_samples *samples, mlt_image *out, const mltest_image_view *in,
                        uint32_t y)
{
    const uint8_t *from = mlt_view_row(in, y);
    uint8_t *to = row_of(out, y);
    if (!mlt_format_has_alpha(in->format))
        return;
    for (size_t x = 0; x < in->width; x++) {
        for (size_t c = 0; c < 3; c++)
            to[4 * x + c] = samples->out[3 * x + c];
        to[4 * x + 3] = from[4 * x + 3];
    }
}
