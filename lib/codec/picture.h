/* SPDX-License-Identifier: MIT */
/*
 * Picture files by their first bytes, whatever their name.
 */
#ifndef MLT_CODEC_PICTURE_H
#define MLT_CODEC_PICTURE_H

#include "codec/pixels.h"

typedef struct {
    uint32_t width, height; /* as stored: before the EXIF orientation */
    uint32_t orientation;   /* EXIF 1 … 8 */
    const char *type;       /* "png" or "jpeg" */
} mlt_picture_info;

/* MLTEST_ERR_FORMAT for what is neither PNG nor JPEG. */
mltest_status mlt_picture_header(const char *name, const void *bytes, size_t n,
                                 mlt_picture_info *out, mltest_error **error);
mltest_status mlt_picture_decode(mltest_context *ctx, const char *name, const void *bytes, size_t n,
                                 mlt_pixels *out, mltest_error **error);

#endif
