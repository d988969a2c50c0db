/* SPDX-License-Identifier: MIT */
/*
 * JPEG through libjpeg-turbo, which gets its working memory with malloc: it offers no hook. Pixels
 * and files come from the context.
 */
#ifndef MLT_CODEC_JPEG_H
#define MLT_CODEC_JPEG_H

#include "base/text.h"
#include "codec/pixels.h"

/*
 * Baseline and progressive, decoded with libjpeg-turbo's defaults (slow integer DCT, smooth
 * chroma). Grey → GRAY8, everything else → RGB8; CMYK as R = C·K/255 of Adobe's inverted samples. A
 * damaged file that still decodes gives its pixels and warnings.
 */
mltest_status mlt_jpeg_decode(mltest_context *ctx, const char *name, const void *bytes, size_t n,
                              mlt_pixels *out, mltest_error **error);
/* Size and EXIF orientation, without decoding. */
mltest_status mlt_jpeg_header(const char *name, const void *bytes, size_t n, uint32_t *width,
                              uint32_t *height, uint32_t *orientation, mltest_error **error);
/* MLTEST_ERR_UNSUPPORTED for more pixels a side than a file can have. */
mltest_status mlt_jpeg_check_size(const mltest_image_view *view, mltest_error **error);
/* A row as it goes into a file: RGB8, or GRAY8 when the picture is grey. */
void mlt_jpeg_row(const mltest_image_view *view, uint32_t y, unsigned char *out);
/* libjpeg-turbo's defaults at a quality of 1 … 100: baseline, 4:2:0. Grey stays grey, alpha is
 * dropped, 16-bit samples become round(v / 257). */
mltest_status mlt_jpeg_encode(mltest_context *ctx, const mltest_image_view *view, int quality,
                              mlt_text *out, mltest_error **error);

#endif
