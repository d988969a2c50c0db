/* SPDX-License-Identifier: MIT */
/*
 * Pictures as JPEG files for tests.
 */
#ifndef MLT_TESTS_CODEC_JPEG_BUILD_H
#define MLT_TESTS_CODEC_JPEG_BUILD_H

#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <jpeglib.h>

#include "base/alloc.h"
#include "base/context.h"
#include "codec/jpeg.h"
#include "testing.h"

enum { JB_MOST = 64 };

/* A smooth picture, which JPEG keeps well: channel c of pixel (x, y). */
static inline uint8_t jb_pixel(uint32_t x, uint32_t y, uint32_t c)
{
    return (uint8_t)(40 + 2 * x + (c + 1) * y);
}

static inline mltest_image_view jb_view(uint8_t *pixels, uint32_t width, uint32_t height,
                                        uint32_t format)
{
    uint32_t channels = format == MLTEST_FORMAT_GRAY8 ? 1 : 3;
    for (uint32_t y = 0; y < height; y++)
        for (uint32_t x = 0; x < width * channels; x++)
            pixels[y * width * channels + x] = jb_pixel(x / channels, y, x % channels);
    return (mltest_image_view){.data = pixels,
                               .width = width,
                               .height = height,
                               .stride_bytes = (int64_t)width * channels,
                               .format = format};
}

/* A file made by libjpeg itself: JCS_GRAYSCALE, JCS_YCbCr, JCS_CMYK or JCS_YCCK (both Adobe's),
 * progressive or not. */
static inline unsigned char *jb_file_in(uint32_t width, uint32_t height, J_COLOR_SPACE space,
                                        bool progressive, size_t *n)
{
    int n_channels = space == JCS_GRAYSCALE ? 1 : space == JCS_YCbCr ? 3 : 4;
    struct jpeg_compress_struct c;
    struct jpeg_error_mgr errors;
    unsigned char *bytes = NULL;
    unsigned long size = 0;
    memset(&c, 0, sizeof c);
    c.err = jpeg_std_error(&errors);
    jpeg_create_compress(&c);
    jpeg_mem_dest(&c, &bytes, &size);
    c.image_width = width;
    c.image_height = height;
    c.input_components = n_channels;
    c.in_color_space = n_channels == 1 ? JCS_GRAYSCALE : n_channels == 3 ? JCS_RGB : JCS_CMYK;
    jpeg_set_defaults(&c);
    jpeg_set_colorspace(&c, space);
    jpeg_set_quality(&c, 95, TRUE);
    if (progressive)
        jpeg_simple_progression(&c);
    c.write_Adobe_marker = n_channels == 4;
    jpeg_start_compress(&c, TRUE);
    while (c.next_scanline < height) {
        unsigned char row[4 * JB_MOST];
        JSAMPROW rows = row;
        for (uint32_t x = 0; x < width * (uint32_t)n_channels; x++)
            row[x] = jb_pixel(x / (uint32_t)n_channels, c.next_scanline, x % (uint32_t)n_channels);
        jpeg_write_scanlines(&c, &rows, 1);
    }
    jpeg_finish_compress(&c);
    jpeg_destroy_compress(&c);
    *n = size;
    return bytes;
}

/* 1, 3 or 4 channels. */
static inline unsigned char *jb_file(uint32_t width, uint32_t height, int n_channels,
                                     bool progressive, size_t *n)
{
    J_COLOR_SPACE space = n_channels == 1 ? JCS_GRAYSCALE : n_channels == 3 ? JCS_YCbCr : JCS_CMYK;
    return jb_file_in(width, height, space, progressive, n);
}

/* Where the first segment with this marker is; the marker must be there. */
static inline size_t jb_find(const unsigned char *bytes, size_t n, unsigned marker)
{
    size_t at = 2;
    while (at + 4 <= n && bytes[at + 1] != marker)
        at += 2 + (size_t)(bytes[at + 2] << 8 | bytes[at + 3]);
    ck_assert_uint_le(at + 4, n);
    ck_assert_uint_eq(bytes[at], 0xFF);
    return at;
}

/* Puts more bytes in front of those at a place; frees the old file. */
static inline unsigned char *jb_insert(unsigned char *bytes, size_t *n, size_t at, const void *more,
                                       size_t n_more)
{
    unsigned char *longer = malloc(*n + n_more);
    ck_assert_ptr_nonnull(longer);
    memcpy(longer, bytes, at);
    memcpy(longer + at, more, n_more);
    memcpy(longer + at + n_more, bytes + at, *n - at);
    free(bytes);
    *n += n_more;
    return longer;
}

/* Puts an APP1 segment behind the start of the file. */
static inline unsigned char *jb_add_app1(unsigned char *bytes, size_t *n, const void *block,
                                         size_t n_block)
{
    const unsigned char head[4] = {0xFF, 0xE1, (unsigned char)((n_block + 2) >> 8),
                                   (unsigned char)(n_block + 2)};
    bytes = jb_insert(bytes, n, 2, block, n_block);
    return jb_insert(bytes, n, 2, head, sizeof head);
}

#endif
