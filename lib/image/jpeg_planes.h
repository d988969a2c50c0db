/* SPDX-License-Identifier: MIT */
/*
 * What a JPEG file makes of a picture, without the file: its bytes are packed without loss, so that
 * the pixels are decided before. Bit for bit libjpeg-turbo's encoder and decoder with their
 * defaults: 4:2:0, smooth chroma; and with image/jpeg_blocks.h, accurate integer transforms. The
 * steps may be used alone.
 */
#ifndef MLT_IMAGE_JPEG_PLANES_H
#define MLT_IMAGE_JPEG_PLANES_H

#include "image/image.h"

/* One component in whole blocks of 8 x 8 samples, of which width × height show. */
typedef struct {
    uint32_t width, height;
    size_t stride;
    uint8_t *samples;
} mlt_jpeg_plane;

/* Grey, or Y, Cb and Cr with these at half the size; and rows to work on. */
typedef struct {
    uint32_t n;
    mlt_jpeg_plane planes[3];
    uint16_t *sums;
    uint8_t *row, *chroma[2][2];
} mlt_jpeg_planes;

/* Bytes for the planes of a picture. */
size_t mlt_jpeg_planes_bytes(const mltest_image_view *picture);
/* Lays the planes out in that much memory, aligned as by malloc; their samples are undefined. */
void mlt_jpeg_planes_init(mlt_jpeg_planes *planes, const mltest_image_view *picture, void *memory);

/* Colours to planes. The last pixels are repeated up to the end of the blocks. */
void mlt_jpeg_split(const mlt_jpeg_planes *planes, const mltest_image_view *picture);
/* What of a component belongs to row i of coding units: 16 rows of luma and 8 of colour, or 8 of
 * grey. */
mlt_jpeg_plane mlt_jpeg_part(const mlt_jpeg_planes *planes, uint32_t component, uint32_t i);
/* Planes to colours in the format of `old`, which `out` has already; alpha is that of `old`. */
void mlt_jpeg_join(const mlt_jpeg_planes *planes, const mltest_image_view *old, mlt_image *out);

#endif
