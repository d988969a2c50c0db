/* SPDX-License-Identifier: MIT */
#include "base/file.h"

#include "base/alloc.h"
#include "base/context.h"
#include "base/error.h"
#include "base/file_stream.h"
#include "base/text.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

static mltest_status not_regular(const char *path, mltest_error **error)
{
    return mlt_fail_at(error, MLTEST_ERR_IO, MLT_IN_FILE(path), "not a regular file");
}

/* A signal may interrupt opening on network and FUSE file systems. */
static int open_file(const char *path, int flags)
{
    int fd;
    do
        fd = open(path, flags | O_CLOEXEC, 0666);
    while (fd < 0 && errno == EINTR);
    return fd;
}

/* All of a stream; always with room for a block more, and for a NUL. */
static mltest_status read_all(mlt_file_stream *stream, char **bytes, size_t *n,
                              mltest_error **error)
{
    enum { BLOCK = 65536 };
    size_t cap = 0, got = 1;
    if (!mlt_reserve(stream->ctx, *bytes, cap, (size_t)stream->size + BLOCK + 1))
        return mlt_fail_memory(error);
    while (got > 0) {
        if (!mlt_reserve(stream->ctx, *bytes, cap, *n + BLOCK))
            return mlt_fail_memory(error);
        TRY(mlt_file_stream_read(stream, *bytes + *n, cap - *n - 1, &got, error));
        *n += got;
    }
    (*bytes)[*n] = '\0';
    return MLTEST_OK;
}

mltest_status mlt_file_read(mltest_context *ctx, const char *path, char **bytes, size_t *n,
                            mltest_error **error)
{
    mlt_file_stream stream;
    char *all = NULL;
    size_t n_all = 0;
    TRY(mlt_file_stream_open(&stream, ctx, path, error));
    mltest_status status = read_all(&stream, &all, &n_all, error);
    mlt_file_stream_close(&stream);
    if (status != MLTEST_OK) {
        mlt_free(ctx, all);
        return status;
    }
    *bytes = all;
    *n = n_all;
    return MLTEST_OK;
}

uint64_t mlt_file_size(const char *path)
{
    struct stat st;
    return stat(path, &st) == 0 && S_ISREG(st.st_mode) ? (uint64_t)st.st_size : 0;
}

static mltest_status write_all(int fd, const char *path, const char *bytes, size_t n,
                               mltest_error **error)
{
    while (n > 0) {
        ssize_t put = write(fd, bytes, n);
        if (put < 0 && errno == EINTR)
            continue;
        if (put < 0)
            return mlt_fail_errno(error, path, "write", errno);
        bytes += put;
        n -= (size_t)put;
    }
    while (fsync(fd) != 0) {
        if (errno != EINTR) /* EINVAL: the file system has nothing to sync */
            return errno == EINVAL ? MLTEST_OK : mlt_fail_errno(error, path, "sync", errno);
    }
    return MLTEST_OK;
}

/*
 * "DIR/.NAME.PID.K.tmp" that did not exist; its descriptor, or -1 with errno. NAME is cut so that
 * the longest name a file may have leaves room for the rest.
 */
static int open_temporary(mlt_text *name, const char *path)
{
    const char *base = mlt_path_name(path);
    for (int k = 0; k < 100; k++) {
        mlt_text_clear(name);
        mlt_text_add(name, path, (size_t)(base - path));
        mlt_text_printf(name, ".%.200s.%ld.%d.tmp", base, (long)getpid(), k);
        if (!mlt_text_ok(name)) {
            errno = ENOMEM;
            return -1;
        }
        int fd = open_file(mlt_text_string(name), O_WRONLY | O_CREAT | O_EXCL);
        if (fd >= 0 || errno != EEXIST)
            return fd;
    }
    return -1;
}

mltest_status mlt_file_write(mltest_context *ctx, const char *path, const void *bytes, size_t n,
                             mltest_error **error)
{
    mlt_text name;
    mlt_path_type there = mlt_path_type_of(path);
    if (there == MLT_PATH_DIR || there == MLT_PATH_OTHER)
        return not_regular(path, error); /* renaming would replace a device by a file */
    mlt_text_init(&name, ctx);
    int fd = open_temporary(&name, path);
    if (fd < 0) {
        int err = errno;
        mlt_text_free(&name);
        return err == ENOMEM ? mlt_fail_memory(error) : mlt_fail_errno(error, path, "create", err);
    }
    mltest_status status = write_all(fd, path, bytes, n, error);
    if (close(fd) != 0 && status == MLTEST_OK)
        status = mlt_fail_errno(error, path, "close", errno);
    if (status == MLTEST_OK && rename(mlt_text_string(&name), path) != 0)
        status = mlt_fail_errno(error, path, "rename into place", errno);
    if (status != MLTEST_OK)
        unlink(mlt_text_string(&name));
    mlt_text_free(&name);
    return status;
}
