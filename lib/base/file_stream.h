/* SPDX-License-Identifier: MIT */
/*
 * A file piece by piece, through the context's io. Nothing is mapped: a file that somebody cuts
 * short while it is read ends early, where a mapping would end the process.
 */
#ifndef MLT_BASE_FILE_STREAM_H
#define MLT_BASE_FILE_STREAM_H

#include "mltest/context.h"

#include <stddef.h>
#include <stdint.h>

typedef struct {
    mltest_context *ctx; /* borrowed */
    const char *path;    /* borrowed */
    const mltest_io *io; /* NULL: the file system */
    void *io_data, *file;
    int fd;
    uint64_t size; /* as the file system tells it; 0 from a host */
    uint64_t n;    /* bytes read so far */
} mlt_file_stream;

/* Refuses what is not a regular file. After an error there is nothing to close. */
mltest_status mlt_file_stream_open(mlt_file_stream *stream, mltest_context *ctx, const char *path,
                                   mltest_error **error);
/* Reads up to room ≥ 1 bytes; *got is 0 at the end only. More than max_file_bytes altogether is
 * MLTEST_ERR_LIMIT. */
mltest_status mlt_file_stream_read(mlt_file_stream *stream, char *to, size_t room, size_t *got,
                                   mltest_error **error);
void mlt_file_stream_close(mlt_file_stream *stream);

#endif
