/* SPDX-License-Identifier: MIT */
/*
 * Decoded pixels on their way from a codec to whoever asked for them.
 */
#ifndef MLT_CODEC_PIXELS_H
#define MLT_CODEC_PIXELS_H

#include "mltest/image.h"

#include <stddef.h>
#include <stdint.h>

typedef struct {
    void *data; /* from the context; rows packed */
    int64_t stride_bytes;
    uint32_t width, height, format;
    uint32_t orientation; /* EXIF 1 … 8; 1 when the file says nothing */
    unsigned n_warnings;  /* what the decoder repaired */
    char warning[120];    /* the first of them */
} mlt_pixels;

/* 0 for what is not a format. */
uint32_t mlt_format_bytes(uint32_t format);
const char *mlt_format_name(uint32_t format);
/* MLTEST_ERR_LIMIT, naming the limit, when a picture would be too large. */
mltest_status mlt_pixels_check(mltest_context *ctx, const char *name, uint64_t width,
                               uint64_t height, mltest_error **error);
/* Checks the limits, then allocates. *out holds nothing yet but warnings, which are kept. */
mltest_status mlt_pixels_make(mltest_context *ctx, mlt_pixels *out, const char *name,
                              uint32_t width, uint32_t height, uint32_t format,
                              mltest_error **error);
void mlt_pixels_free(mltest_context *ctx, mlt_pixels *pixels);
/* Counts a warning and keeps the first text. */
void mlt_pixels_warn(mlt_pixels *pixels, const char *text);

#endif
