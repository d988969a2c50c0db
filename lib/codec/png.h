/* SPDX-License-Identifier: MIT */
/*
 * PNG through libpng, with memory from the context.
 */
#ifndef MLT_CODEC_PNG_H
#define MLT_CODEC_PNG_H

#include "base/text.h"
#include "codec/pixels.h"

/*
 * Grey → GRAY8 or GRAY16, RGB → RGB8 or RGB16, anything with alpha or transparency → RGBA8, palette
 * → RGB8; fewer than 8 bits are widened. name is for messages.
 */
mltest_status mlt_png_decode(mltest_context *ctx, const char *name, const void *bytes, size_t n,
                             mlt_pixels *out, mltest_error **error);
/* The size alone, from the first 24 bytes. */
mltest_status mlt_png_header(const char *name, const void *bytes, size_t n, uint32_t *width,
                             uint32_t *height, mltest_error **error);
/* Any format; level 0 … 9. The same pixels always give the same bytes (for one libpng and zlib). */
mltest_status mlt_png_encode(mltest_context *ctx, const mltest_image_view *view, int level,
                             mlt_text *out, mltest_error **error);

#endif
