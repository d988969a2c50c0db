/* SPDX-License-Identifier: MIT */
#include "image/image.h"

#include <string.h>

#include "base/alloc.h"
#include "base/error.h"

void mlt_image_init(mlt_image *image, mltest_context *ctx)
{
    memset(image, 0, sizeof *image);
    image->ctx = ctx;
}

mltest_status mlt_image_resize(mlt_image *image, uint32_t width, uint32_t height, uint32_t format,
                               mltest_error **error)
{
    size_t stride = (size_t)width * mlt_format_bytes(format);
    if (stride == 0 || height == 0)
        return mlt_fail(error, MLTEST_ERR_INVALID, "an image of %u x %u pixels, format %u", width,
                        height, format);
    TRY(mlt_pixels_check(image->ctx, "image", width, height, error));
    if (stride * height > image->cap) {
        void *grown = mlt_alloc(image->ctx, stride * height);
        if (grown == NULL)
            return mlt_fail_memory(error);
        mlt_free(image->ctx, image->data);
        image->data = grown;
        image->cap = stride * height;
    }
    image->width = width;
    image->height = height;
    image->format = format;
    image->stride_bytes = (int64_t)stride;
    return MLTEST_OK;
}

/* One row of pixels whose red and blue change places. */
static void swap_row(uint8_t *to, const uint8_t *from, uint32_t width, uint32_t step)
{
    for (uint32_t x = 0; x < width; x++, to += step, from += step) {
        to[0] = from[2];
        to[1] = from[1];
        to[2] = from[0];
        if (step == 4)
            to[3] = from[3];
    }
}

mltest_status mlt_image_copy_view(mlt_image *image, const mltest_image_view *view,
                                  mltest_error **error)
{
    bool swap = view->format == MLTEST_FORMAT_BGR8 || view->format == MLTEST_FORMAT_BGRA8;
    uint32_t format = view->format == MLTEST_FORMAT_BGR8    ? MLTEST_FORMAT_RGB8
                      : view->format == MLTEST_FORMAT_BGRA8 ? MLTEST_FORMAT_RGBA8
                                                            : view->format;
    TRY(mlt_image_resize(image, view->width, view->height, format, error));
    for (uint32_t y = 0; y < view->height; y++) {
        uint8_t *to = (uint8_t *)image->data + (int64_t)y * image->stride_bytes;
        if (swap)
            swap_row(to, mlt_view_row(view, y), view->width, mlt_format_bytes(format));
        else
            memcpy(to, mlt_view_row(view, y), (size_t)image->stride_bytes);
    }
    return MLTEST_OK;
}

void mlt_image_adopt(mlt_image *image, mlt_pixels *pixels)
{
    mlt_free(image->ctx, image->data);
    image->data = pixels->data;
    image->width = pixels->width;
    image->height = pixels->height;
    image->format = pixels->format;
    image->stride_bytes = pixels->stride_bytes;
    image->cap = (size_t)pixels->stride_bytes * pixels->height;
    pixels->data = NULL;
}

mltest_image_view mlt_image_view(const mlt_image *image)
{
    return (mltest_image_view){.data = image->data,
                               .stride_bytes = image->stride_bytes,
                               .width = image->width,
                               .height = image->height,
                               .format = image->format};
}

void mlt_image_free(mlt_image *image)
{
    mlt_free(image->ctx, image->data);
    mlt_image_init(image, image->ctx);
}
