/* SPDX-License-Identifier: MIT */
#include "base/file_stream.h"

#include <errno.h>
#include <fcntl.h>
#include <inttypes.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/context.h"
#include "base/error.h"

static mltest_status too_large(const mlt_file_stream *s, mltest_error **error)
{
    return mlt_fail_at(error, MLTEST_ERR_LIMIT, MLT_IN_FILE(s->path),
                       "more than %" PRIu64 " bytes (limit max_file_bytes)",
                       mlt_context_limits(s->ctx)->max_file_bytes);
}

static mltest_status look_at(mlt_file_stream *s, mltest_error **error)
{
    struct stat st;
    if (fstat(s->fd, &st) != 0)
        return mlt_fail_errno(error, s->path, "look at", errno);
    if (!S_ISREG(st.st_mode))
        return mlt_fail_at(error, MLTEST_ERR_IO, MLT_IN_FILE(s->path), "not a regular file");
    s->size = (uint64_t)st.st_size;
    return s->size > mlt_context_limits(s->ctx)->max_file_bytes ? too_large(s, error) : MLTEST_OK;
}

/* O_NONBLOCK: opening a FIFO must not wait for somebody to write into it. A signal may interrupt
 * opening on network and FUSE file systems. */
static mltest_status open_in_system(mlt_file_stream *s, mltest_error **error)
{
    do
        s->fd = open(s->path, O_RDONLY | O_NONBLOCK | O_CLOEXEC);
    while (s->fd < 0 && errno == EINTR);
    if (s->fd < 0)
        return mlt_fail_errno(error, s->path, "open", errno);
    mltest_status status = look_at(s, error);
    if (status != MLTEST_OK)
        close(s->fd);
    return status;
}

mltest_status mlt_file_stream_open(mlt_file_stream *stream, mltest_context *ctx, const char *path,
                                   mltest_error **error)
{
    *stream = (mlt_file_stream){.ctx = ctx, .path = path, .fd = -1};
    stream->io = mlt_context_io(ctx, &stream->io_data);
    if (stream->io == NULL)
        return open_in_system(stream, error);
    int32_t err = stream->io->open(stream->io_data, path, &stream->file);
    return err == 0 ? MLTEST_OK : mlt_fail_errno(error, path, "open", err);
}

static mltest_status read_from_system(const mlt_file_stream *s, char *to, size_t room, size_t *got,
                                      mltest_error **error)
{
    ssize_t n;
    do
        n = read(s->fd, to, room);
    while (n < 0 && errno == EINTR);
    if (n < 0)
        return mlt_fail_errno(error, s->path, "read", errno);
    *got = (size_t)n;
    return MLTEST_OK;
}

static mltest_status read_from_host(const mlt_file_stream *s, char *to, size_t room, size_t *got,
                                    mltest_error **error)
{
    int32_t err = s->io->read(s->io_data, s->file, to, room, got);
    if (err != 0)
        return mlt_fail_errno(error, s->path, "read", err);
    if (*got > room)
        return mlt_fail_at(error, MLTEST_ERR_CALLBACK, MLT_IN_FILE(s->path),
                           "read gave more than asked for");
    return MLTEST_OK;
}

mltest_status mlt_file_stream_read(mlt_file_stream *stream, char *to, size_t room, size_t *got,
                                   mltest_error **error)
{
    *got = 0;
    TRY(stream->io == NULL ? read_from_system(stream, to, room, got, error)
                           : read_from_host(stream, to, room, got, error));
    stream->n += *got;
    return stream->n > mlt_context_limits(stream->ctx)->max_file_bytes ? too_large(stream, error)
                                                                       : MLTEST_OK;
}

void mlt_file_stream_close(mlt_file_stream *stream)
{
    if (stream->io != NULL)
        stream->io->close(stream->io_data, stream->file);
    else
        close(stream->fd);
}
