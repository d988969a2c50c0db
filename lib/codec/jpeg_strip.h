/* SPDX-License-Identifier: MIT */
/*
 * A strip of a picture as a JPEG file of its own: one row of coding units, as a restart marker
 * after each row makes of it in the file of the whole picture. What damages the coded data of such
 * a row ends with it, so that it may be decoded alone.
 *
 * Coefficients go in and come out: libjpeg-turbo packs and unpacks them in the same way on every
 * machine, while its transform makes different pixels of coefficients that no picture has. It gets
 * its working memory with malloc.
 */
#ifndef MLT_CODEC_JPEG_STRIP_H
#define MLT_CODEC_JPEG_STRIP_H

#include <stddef.h>
#include <stdint.h>

#include "mltest/types.h"

enum {
    MLT_JPEG_STRIP = 16, /* pixels of height; half of that when grey */
    MLT_JPEG_PLACES = 64 /* coefficients of a block: 8 · vertical + horizontal frequency */
};

typedef int16_t mlt_jpeg_block[MLT_JPEG_PLACES];

/* Grey, or Y, Cb and Cr with these at half the size. */
typedef struct {
    uint32_t width, height; /* in pixels */
    uint32_t n;             /* 1 or 3 components */
    /* Quantised coefficients of the blocks of each component, row by row. */
    mlt_jpeg_block *blocks[3];
} mlt_jpeg_strip;

/* A file and where its coded data lie; behind them is nothing but the file's last marker. */
typedef struct {
    uint8_t *bytes;
    size_t n, data, data_end;
} mlt_jpeg_strip_file;

/* Blocks of a component in a row, and rows of them. */
size_t mlt_jpeg_strip_across(const mlt_jpeg_strip *strip, uint32_t component);
size_t mlt_jpeg_strip_down(const mlt_jpeg_strip *strip, uint32_t component);

/* No file of a strip is longer. */
size_t mlt_jpeg_strip_bytes(const mlt_jpeg_strip *strip);
/* With the tables of a quality of 1 … 100. file->bytes has room for the longest. */
mltest_status mlt_jpeg_strip_write(const mlt_jpeg_strip *strip, int quality,
                                   mlt_jpeg_strip_file *file, mltest_error **error);
/*
 * Unpacks a file of these sizes into the blocks. Of damaged data comes what libjpeg-turbo makes of
 * them, the same for one version of it; where it gives up, the strip is grey: zeros. Fails for want
 * of memory only.
 */
mltest_status mlt_jpeg_strip_read(const mlt_jpeg_strip *strip, const mlt_jpeg_strip_file *file,
                                  mltest_error **error);

#endif
