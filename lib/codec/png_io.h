/* SPDX-License-Identifier: MIT */
/*
 * What reading and writing PNG share: memory, messages, and the fence around libpng's longjmp.
 */
#ifndef MLT_CODEC_PNG_IO_H
#define MLT_CODEC_PNG_IO_H

#include "base/text.h"
#include "codec/pixels.h"

#include <png.h>
#include <stdbool.h>

/* State of one libpng object; reachable from every callback. */
typedef struct {
    mltest_context *ctx;
    const unsigned char *bytes; /* input */
    size_t n, at;
    mlt_text *out; /* output */
    mlt_pixels *pixels;
    char message[160]; /* libpng's error */
    bool truncated;
    bool out_of_memory; /* what libpng says about it in words */
} mlt_png_io;

png_voidp mlt_png_allocate(png_structp png, png_alloc_size_t n);
void mlt_png_release(png_structp png, png_voidp p);
/* 16-bit samples are big-endian in the file, and in memory as the machine has them. */
void mlt_png_set_native(png_structp png);
void mlt_png_on_error(png_structp png, png_const_charp message);
void mlt_png_on_warning(png_structp png, png_const_charp message);

#endif
