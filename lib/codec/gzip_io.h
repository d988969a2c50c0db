/* SPDX-License-Identifier: MIT */
/*
 * What reading and writing gzip share.
 */
#ifndef MLT_CODEC_GZIP_IO_H
#define MLT_CODEC_GZIP_IO_H

#include <stddef.h>
#include <stdint.h>

#include <zlib.h>

#include "mltest/types.h"

enum {
    MLT_GZIP_RAW = -15, /* zlib's word for deflate without a head of its own */
    MLT_GZIP_HEAD = 10, /* bytes without the optional parts */
    MLT_GZIP_TAIL = 8
};

/* Memory comes from the context. */
void mlt_gzip_use_context(z_stream *z, mltest_context *ctx);
/* Goes on from crc; 0 at the start. */
uint32_t mlt_gzip_crc(uint32_t crc, const void *bytes, size_t n);

#endif
