/* SPDX-License-Identifier: MIT */
/*
 * JPEG files: any bytes give pixels of the size that was announced, or an error.
 */
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

#include "codec/jpeg.h"
#include "mltest/context.h"
#include "mltest/error.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t n);

/* Reads every byte, so that memory that was never written shows. */
static uint32_t sum(const mlt_pixels *pixels)
{
    const unsigned char *bytes = pixels->data;
    uint32_t total = 0;
    for (int64_t i = 0; i < pixels->stride_bytes * (int64_t)pixels->height; i++)
        total += bytes[i];
    return total;
}

static void check(const mlt_pixels *pixels)
{
    if (pixels->data == NULL || pixels->width == 0 || pixels->height == 0 ||
        pixels->stride_bytes !=
            (int64_t)pixels->width * (int64_t)mlt_format_bytes(pixels->format) ||
        pixels->orientation < 1 || pixels->orientation > 8 || sum(pixels) == UINT32_MAX)
        abort();
}

static mltest_status head_of(const uint8_t *data, size_t n, uint32_t *width, uint32_t *height)
{
    uint32_t orientation;
    return mlt_jpeg_header("fuzz.jpg", data, n, width, height, &orientation, NULL);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t n)
{
    mltest_context *ctx = NULL;
    mltest_error *error = NULL;
    mlt_pixels pixels;
    uint32_t width = 0, height = 0;
    if (mltest_context_new(&ctx, NULL, NULL, NULL) != MLTEST_OK ||
        mltest_context_set_limit(ctx, "max_pixels", 1 << 16, NULL) != MLTEST_OK)
        abort();
    bool has_head = head_of(data, n, &width, &height) == MLTEST_OK;
    mltest_status status = mlt_jpeg_decode(ctx, "fuzz", data, n, &pixels, &error);
    if (status != mltest_error_status(error))
        abort();
    if (status == MLTEST_OK) {
        check(&pixels);
        if (!has_head || pixels.width != width || pixels.height != height)
            abort();
    }
    mlt_pixels_free(ctx, &pixels);
    mltest_error_free(error);
    mltest_context_free(ctx);
    return 0;
}
