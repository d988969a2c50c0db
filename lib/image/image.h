/* SPDX-License-Identifier: MIT */
/*
 * Images the library owns, and what is computed from views.
 */
#ifndef MLT_IMAGE_IMAGE_H
#define MLT_IMAGE_IMAGE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "codec/pixels.h"
#include "mltest/image.h"

/* Pixels with an owner; the struct itself is the caller's. Rows are packed. Reused buffers grow
 * only. */
typedef struct {
    mltest_context *ctx; /* borrowed */
    void *data;
    size_t cap; /* bytes allocated */
    uint32_t width, height, format;
    int64_t stride_bytes;
} mlt_image;

void mlt_image_init(mlt_image *image, mltest_context *ctx);
/* Gives the image a size and format; pixels are undefined. Allocates only when it has to grow.
 * MLTEST_ERR_INVALID, MLTEST_ERR_LIMIT, MLTEST_ERR_MEMORY. */
mltest_status mlt_image_resize(mlt_image *image, uint32_t width, uint32_t height, uint32_t format,
                               mltest_error **error);
/* A copy of a view; BGR(A)8 becomes RGB(A)8. */
mltest_status mlt_image_copy_view(mlt_image *image, const mltest_image_view *view,
                                  mltest_error **error);
/* Takes the pixels over; pixels->data becomes NULL. */
void mlt_image_adopt(mlt_image *image, mlt_pixels *pixels);
mltest_image_view mlt_image_view(const mlt_image *image);
void mlt_image_free(mlt_image *image);

/* data not NULL, sizes at least 1 and within the limits, a known format, |stride| ≥ a row, flags
 * and reserved 0. */
mltest_status mlt_view_check(mltest_context *ctx, const mltest_image_view *view,
                             mltest_error **error);
/* The first byte of row y. */
static inline const uint8_t *mlt_view_row(const mltest_image_view *view, uint32_t y)
{
    return (const uint8_t *)view->data + (int64_t)y * view->stride_bytes;
}
/* XXH64 over width, height, format (little-endian uint32) and the rows' pixels without padding. */
uint64_t mlt_view_hash(const mltest_image_view *view);
/* Mean absolute difference in grey levels (8-bit scale) over all samples except alpha. BGR and RGB
 * pictures are compared channel by channel; other differences of size or format count as 255. */
double mlt_view_change(const mltest_image_view *a, const mltest_image_view *b);
/* Channels without alpha: 1 or 3. */
uint32_t mlt_format_channels(uint32_t format);
bool mlt_format_has_alpha(uint32_t format);
bool mlt_format_is_16bit(uint32_t format);

#endif
