/* SPDX-License-Identifier: MIT */
/*
 * PNG files: any bytes give pixels of the size that was announced, or an error; also once the check
 * sums of the chunks are put right, without which a change gets no further than to them.
 */
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

#include <zlib.h>

#include "codec/png.h"
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
    return mlt_png_header("fuzz.png", data, n, width, height, NULL);
}

static void decode(const uint8_t *data, size_t n)
{
    mltest_context *ctx = NULL;
    mltest_error *error = NULL;
    mlt_pixels pixels;
    uint32_t width = 0, height = 0;
    if (mltest_context_new(&ctx, NULL, NULL, NULL) != MLTEST_OK ||
        mltest_context_set_limit(ctx, "max_pixels", 1 << 16, NULL) != MLTEST_OK)
        abort();
    bool has_head = head_of(data, n, &width, &height) == MLTEST_OK;
    mltest_status status = mlt_png_decode(ctx, "fuzz", data, n, &pixels, &error);
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
}

static uint32_t be32(const uint8_t *p)
{
    return (uint32_t)p[0] << 24 | (uint32_t)p[1] << 16 | (uint32_t)p[2] << 8 | p[3];
}

/* Chunks are a length, a name, the data and a check sum of the last two. */
static void mend_sums(uint8_t *bytes, size_t n)
{
    enum { SIGNATURE = 8, AROUND = 12 };
    size_t at = SIGNATURE;
    while (n >= at + AROUND && be32(bytes + at) <= n - at - AROUND) {
        size_t size = be32(bytes + at);
        uint8_t *sum = bytes + at + 8 + size;
        uint32_t right = (uint32_t)crc32(0, bytes + at + 4, (uInt)(size + 4));
        for (int i = 0; i < 4; i++)
            sum[i] = (uint8_t)(right >> (24 - 8 * i));
        at += AROUND + size;
    }
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t n)
{
    uint8_t *mended = malloc(n > 0 ? n : 1);
    decode(data, n);
    if (mended != NULL) {
        if (n > 0)
            memcpy(mended, data, n);
        mend_sums(mended, n);
        decode(mended, n);
    }
    free(mended);
    return 0;
}
