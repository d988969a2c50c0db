/* SPDX-License-Identifier: MIT */
#include "codec/pixels.h"

#include "base/alloc.h"
#include "base/checked.h"
#include "base/context.h"
#include "base/error.h"

#include <inttypes.h>
#include <stdio.h>

static const struct {
    uint32_t bytes;
    const char *name;
} formats[] = {
    [MLTEST_FORMAT_GRAY8] = {1, "GRAY8"}, [MLTEST_FORMAT_GRAY16] = {2, "GRAY16"},
    [MLTEST_FORMAT_RGB8] = {3, "RGB8"},   [MLTEST_FORMAT_RGB16] = {6, "RGB16"},
    [MLTEST_FORMAT_RGBA8] = {4, "RGBA8"}, [MLTEST_FORMAT_BGR8] = {3, "BGR8"},
    [MLTEST_FORMAT_BGRA8] = {4, "BGRA8"},
};

static int is_format(uint32_t format)
{
    return format >= MLTEST_FORMAT_GRAY8 && format <= MLTEST_FORMAT_BGRA8;
}

uint32_t mlt_format_bytes(uint32_t format)
{
    return is_format(format) ? formats[format].bytes : 0;
}

const char *mlt_format_name(uint32_t format)
{
    return is_format(format) ? formats[format].name : "unknown";
}

mltest_status mlt_pixels_check(mltest_context *ctx, const char *name, uint64_t width,
                               uint64_t height, mltest_error **error)
{
    const mlt_limits *limits = mlt_context_limits(ctx);
    if (width == 0 || height == 0)
        return mlt_fail(error, MLTEST_ERR_FORMAT,
                        "%s: a picture of %" PRIu64 " x %" PRIu64 " pixels", name, width, height);
    if (width > limits->max_side || height > limits->max_side)
        return mlt_fail(error, MLTEST_ERR_LIMIT,
                        "%s: %" PRIu64 " x %" PRIu64 " pixels; the limit max_side is %" PRIu64
                        " (mltest_context_set_limit() raises it)",
                        name, width, height, limits->max_side);
    if (width > limits->max_pixels / height)
        return mlt_fail(error, MLTEST_ERR_LIMIT,
                        "%s: %" PRIu64 " x %" PRIu64 " pixels; the limit max_pixels is %" PRIu64
                        " (mltest_context_set_limit() raises it)",
                        name, width, height, limits->max_pixels);
    return MLTEST_OK;
}

mltest_status mlt_pixels_make(mltest_context *ctx, mlt_pixels *out, const char *name,
                              uint32_t width, uint32_t height, uint32_t format,
                              mltest_error **error)
{
    size_t stride;
    TRY(mlt_pixels_check(ctx, name, width, height, error));
    out->data = mlt_mul_size(width, mlt_format_bytes(format), &stride)
                    ? mlt_alloc_zero(ctx, height, stride)
                    : NULL;
    if (out->data == NULL)
        return mlt_fail_memory(error);
    out->stride_bytes = (int64_t)stride;
    out->width = width;
    out->height = height;
    out->format = format;
    out->orientation = 1;
    return MLTEST_OK;
}

void mlt_pixels_free(mltest_context *ctx, mlt_pixels *pixels)
{
    mlt_free(ctx, pixels->data);
    pixels->data = NULL;
}

void mlt_pixels_warn(mlt_pixels *pixels, const char *text)
{
    if (pixels->n_warnings++ == 0)
        snprintf(pixels->warning, sizeof pixels->warning, "%s", text);
}
