/* SPDX-License-Identifier: MIT */
/*
 * What reading and writing JPEG share: the fence around libjpeg's error exit.
 */
#ifndef MLT_CODEC_JPEG_IO_H
#define MLT_CODEC_JPEG_IO_H

#include <setjmp.h>
#include <stdbool.h>
#include <stdio.h>

#include <jpeglib.h> /* needs stdio.h before it */

#include "codec/pixels.h"

typedef struct {
    struct jpeg_error_mgr base; /* first: libjpeg hands this struct around */
    jmp_buf jump;
    char message[JMSG_LENGTH_MAX];
    bool out_of_memory;
    mlt_pixels *pixels; /* gets warnings; may be NULL */
} mlt_jpeg_errors;

/* Fills in the callbacks; returns what cinfo.err must be. */
struct jpeg_error_mgr *mlt_jpeg_errors_init(mlt_jpeg_errors *errors, mlt_pixels *pixels);

#endif
