/* SPDX-License-Identifier: MIT */
#include "image/rows.h"

#include <string.h>

#include "kernel/kernels.h"

static void load_alpha(float *out, const uint8_t *in, size_t width)
{
    for (size_t x = 0; x < width; x++) {
        for (size_t c = 0; c < 3; c++)
            out[3 * x + c] = in[4 * x + c];
    }
}

void mlt_row_load(float *out, const mltest_image_view *view, uint32_t y)
{
    const uint8_t *in = mlt_view_row(view, y);
    size_t n = (size_t)view->width * mlt_format_channels(view->format);
    if (mlt_format_is_16bit(view->format))
        mlt_kernels_get()->rows->load16(out, in, n);
    else if (mlt_format_has_alpha(view->format))
        load_alpha(out, in, view->width);
    else
        mlt_kernels_get()->rows->load8(out, in, n);
}

static float clip(float v, float high)
{
    float low = v > 0 ? v : 0;
    return low < high ? low : high;
}

static void store_alpha(uint8_t *out, const float *values, const uint8_t *in, size_t width)
{
    for (size_t x = 0; x < width; x++) {
        for (size_t c = 0; c < 3; c++)
            out[4 * x + c] = (uint8_t)clip(values[3 * x + c], 255);
        out[4 * x + 3] = in[4 * x + 3];
    }
}

void mlt_row_store(mlt_image *out, uint32_t y, const float *values, const mltest_image_view *in)
{
    uint8_t *to = (uint8_t *)out->data + (int64_t)y * out->stride_bytes;
    size_t n = (size_t)in->width * mlt_format_channels(in->format);
    if (mlt_format_is_16bit(in->format))
        mlt_kernels_get()->rows->store16(to, values, n);
    else if (mlt_format_has_alpha(in->format))
        store_alpha(to, values, mlt_view_row(in, y), in->width);
    else
        mlt_kernels_get()->rows->store8(to, values, n);
}

void mlt_row_read(void *out, const mltest_image_view *view, uint32_t y)
{
    const uint8_t *in = mlt_view_row(view, y);
    uint8_t *to = out;
    if (mlt_format_has_alpha(view->format))
        for (size_t x = 0; x < view->width; x++, to += 3, in += 4)
            memcpy(to, in, 3);
    else
        memcpy(to, in, (size_t)view->width * mlt_format_bytes(view->format));
}

void mlt_row_write(mlt_image *out, uint32_t y, const void *samples, const mltest_image_view *in)
{
    uint8_t *to = (uint8_t *)out->data + (int64_t)y * out->stride_bytes;
    const uint8_t *from = samples, *old = mlt_view_row(in, y);
    if (mlt_format_has_alpha(in->format)) {
        for (size_t x = 0; x < in->width; x++, to += 4, from += 3) {
            memcpy(to, from, 3);
            to[3] = old[4 * x + 3];
        }
    } else {
        memcpy(to, from, (size_t)in->width * mlt_format_bytes(in->format));
    }
}

void mlt_row_write8(mlt_image *out, uint32_t y, const uint8_t *samples, const mltest_image_view *in)
{
    uint8_t *to = (uint8_t *)out->data + (int64_t)y * out->stride_bytes;
    size_t n = (size_t)in->width * mlt_format_channels(in->format);
    if (!mlt_format_is_16bit(in->format)) {
        mlt_row_write(out, y, samples, in);
        return;
    }
    for (size_t i = 0; i < n; i++) {
        uint16_t v = (uint16_t)(samples[i] * 257);
        memcpy(to + 2 * i, &v, sizeof v);
    }
}
