/* SPDX-License-Identifier: MIT */
/*
 * What is computed from somebody else's pixels.
 */
#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

#include "base/error.h"
#include "base/hash.h"
#include "image/image.h"
#include "kernel/kernels.h"

uint32_t mlt_format_channels(uint32_t format)
{
    if (mlt_format_bytes(format) == 0)
        return 0;
    return format == MLTEST_FORMAT_GRAY8 || format == MLTEST_FORMAT_GRAY16 ? 1 : 3;
}

bool mlt_format_has_alpha(uint32_t format)
{
    return format == MLTEST_FORMAT_RGBA8 || format == MLTEST_FORMAT_BGRA8;
}

bool mlt_format_is_16bit(uint32_t format)
{
    return format == MLTEST_FORMAT_GRAY16 || format == MLTEST_FORMAT_RGB16;
}

mltest_status mlt_view_check(mltest_context *ctx, const mltest_image_view *view,
                             mltest_error **error)
{
    int64_t row = (int64_t)view->width * mlt_format_bytes(view->format);
    if (view->data == NULL || row == 0 || view->height == 0)
        return mlt_fail(error, MLTEST_ERR_INVALID, "view: no pixels, or format %u is unknown",
                        view->format);
    if (view->flags != 0 || view->reserved[0] != 0 || view->reserved[1] != 0)
        return mlt_fail(error, MLTEST_ERR_UNSUPPORTED, "view: flags and reserved must be 0");
    TRY(mlt_pixels_check(ctx, "view", view->width, view->height, error));
    /* INT64_MIN has no absolute value. */
    if (view->stride_bytes > INT64_MAX / view->height ||
        view->stride_bytes < -(INT64_MAX / view->height) || llabs(view->stride_bytes) < row)
        return mlt_fail(error, MLTEST_ERR_INVALID,
                        "view: a stride of %" PRId64 " bytes for rows of %" PRId64,
                        view->stride_bytes, row);
    return MLTEST_OK;
}

uint64_t mlt_view_hash(const mltest_image_view *view)
{
    mlt_hash64_state state;
    const uint32_t head[3] = {view->width, view->height, view->format};
    unsigned char bytes[12];
    for (size_t i = 0; i < sizeof bytes; i++)
        bytes[i] = (unsigned char)(head[i / 4] >> 8 * (i % 4));
    mlt_hash64_init(&state, 0);
    mlt_hash64_update(&state, bytes, sizeof bytes);
    size_t row = (size_t)view->width * mlt_format_bytes(view->format);
    for (uint32_t y = 0; y < view->height; y++)
        mlt_hash64_update(&state, mlt_view_row(view, y), row);
    return mlt_hash64_final(&state);
}

static uint64_t row_difference8(const uint8_t *a, const uint8_t *b, size_t n)
{
    uint64_t sum = 0;
    for (size_t i = 0; i < n; i++)
        sum += (uint64_t)(a[i] > b[i] ? a[i] - b[i] : b[i] - a[i]);
    return sum;
}

static uint64_t row_difference_alpha(const uint8_t *a, const uint8_t *b, size_t n_pixels)
{
    uint64_t sum = 0;
    for (size_t i = 0; i < n_pixels; i++)
        sum += row_difference8(a + 4 * i, b + 4 * i, 3);
    return sum;
}

/* Pixels of `step` bytes, red first on one side and blue first on the other. */
static uint64_t row_difference_swapped(const uint8_t *a, const uint8_t *b, size_t n_pixels,
                                       size_t step)
{
    uint64_t sum = 0;
    for (size_t i = 0; i < n_pixels; i++, a += step, b += step) {
        const uint8_t turned[3] = {b[2], b[1], b[0]};
        sum += row_difference8(a, turned, 3);
    }
    return sum;
}

static uint64_t row_difference16(const uint8_t *a, const uint8_t *b, size_t n)
{
    uint64_t sum = 0;
    for (size_t i = 0; i < n; i++) {
        uint16_t p, q;
        memcpy(&p, a + 2 * i, 2);
        memcpy(&q, b + 2 * i, 2);
        sum += (uint64_t)(p > q ? p - q : q - p);
    }
    return sum;
}

static bool is_blue_first(uint32_t format)
{
    return format == MLTEST_FORMAT_BGR8 || format == MLTEST_FORMAT_BGRA8;
}

static uint64_t row_difference(const mltest_image_view *a, const mltest_image_view *b, uint32_t y)
{
    const uint8_t *p = mlt_view_row(a, y), *q = mlt_view_row(b, y);
    if (is_blue_first(a->format) != is_blue_first(b->format))
        return row_difference_swapped(p, q, a->width, mlt_format_bytes(a->format));
    if (mlt_format_has_alpha(a->format))
        return row_difference_alpha(p, q, a->width);
    size_t n = (size_t)a->width * mlt_format_channels(a->format);
    return mlt_format_is_16bit(a->format) ? row_difference16(p, q, n)
                                          : mlt_kernels_get()->rows->difference8(p, q, n);
}

double mlt_view_change(const mltest_image_view *a, const mltest_image_view *b)
{
    /* Every two formats with pixels of the same size differ in the order of channels at most. */
    if (a->width != b->width || a->height != b->height ||
        mlt_format_bytes(a->format) != mlt_format_bytes(b->format))
        return 255;
    uint64_t sum = 0;
    for (uint32_t y = 0; y < a->height; y++)
        sum += row_difference(a, b, y);
    double n = (double)a->width * mlt_format_channels(a->format) * a->height;
    double mean = (double)sum / n;
    return mlt_format_is_16bit(a->format) ? mean / 257 : mean;
}
