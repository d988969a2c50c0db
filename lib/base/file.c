/* SPDX-License-Identifier: MIT */
#include "base/file.h"

#include "base/alloc.h"
#include "base/context.h"
#include "base/error.h"
#include "base/text.h"

#include <errno.h>
#include <fcntl.h>
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

typedef struct {
    mltest_context *ctx;
    const char *path;
    char *bytes;
    size_t n, cap;
} content;

static mltest_status too_large(const content *c, mltest_error **error)
{
    return mlt_fail_at(error, MLTEST_ERR_LIMIT, MLT_IN_FILE(c->path),
                       "more than %" PRIu64 " bytes (limit max_file_bytes)",
                       mlt_context_limits(c->ctx)->max_file_bytes);
}

/* Room for a block more; the limit is judged before it is allocated. */
static mltest_status grow(content *c, mltest_error **error)
{
    enum { BLOCK = 65536 };
    if (c->n > mlt_context_limits(c->ctx)->max_file_bytes)
        return too_large(c, error);
    return mlt_reserve(c->ctx, c->bytes, c->cap, c->n + BLOCK) ? MLTEST_OK : mlt_fail_memory(error);
}

static mltest_status read_descriptor(content *c, int fd, mltest_error **error)
{
    for (;;) {
        TRY(grow(c, error));
        ssize_t got = read(fd, c->bytes + c->n, c->cap - c->n - 1);
        if (got < 0 && errno == EINTR)
            continue;
        if (got < 0)
            return mlt_fail_errno(error, c->path, "read", errno);
        if (got == 0)
            return MLTEST_OK;
        c->n += (size_t)got;
    }
}

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

/* O_NONBLOCK: opening a FIFO must not wait for somebody to write into it. */
static mltest_status read_from_system(content *c, mltest_error **error)
{
    struct stat st;
    int fd = open_file(c->path, O_RDONLY | O_NONBLOCK);
    if (fd < 0)
        return mlt_fail_errno(error, c->path, "open", errno);
    mltest_status status = MLTEST_OK;
    if (fstat(fd, &st) != 0)
        status = mlt_fail_errno(error, c->path, "look at", errno);
    else if (!S_ISREG(st.st_mode))
        status = not_regular(c->path, error);
    else if ((uint64_t)st.st_size > mlt_context_limits(c->ctx)->max_file_bytes)
        status = too_large(c, error);
    else if (!mlt_reserve(c->ctx, c->bytes, c->cap, (size_t)st.st_size + 65537))
        status = mlt_fail_memory(error);
    else
        status = read_descriptor(c, fd, error);
    close(fd);
    return status;
}

static mltest_status read_from_host(content *c, const mltest_io *io, void *data,
                                    mltest_error **error)
{
    void *file = NULL;
    int32_t err = io->open(data, c->path, &file);
    if (err != 0)
        return mlt_fail_errno(error, c->path, "open", err);
    mltest_status status = MLTEST_OK;
    for (size_t got = 1; status == MLTEST_OK && got > 0;) {
        status = grow(c, error);
        got = 0;
        if (status == MLTEST_OK &&
            (err = io->read(data, file, c->bytes + c->n, c->cap - c->n - 1, &got)) != 0)
            status = mlt_fail_errno(error, c->path, "read", err);
        if (status == MLTEST_OK && got > c->cap - c->n - 1)
            status = mlt_fail_at(error, MLTEST_ERR_CALLBACK, MLT_IN_FILE(c->path),
                                 "read gave more than asked for");
        c->n += status == MLTEST_OK ? got : 0;
    }
    io->close(data, file);
    return status;
}

mltest_status mlt_file_read(mltest_context *ctx, const char *path, char **bytes, size_t *n,
                            mltest_error **error)
{
    content c = {.ctx = ctx, .path = path};
    void *data;
    const mltest_io *io = mlt_context_io(ctx, &data);
    mltest_status status =
        io != NULL ? read_from_host(&c, io, data, error) : read_from_system(&c, error);
    if (status == MLTEST_OK && c.n > mlt_context_limits(ctx)->max_file_bytes)
        status = too_large(&c, error);
    if (status != MLTEST_OK) {
        mlt_free(ctx, c.bytes);
        return status;
    }
    c.bytes[c.n] = '\0';
    *bytes = c.bytes;
    *n = c.n;
    return MLTEST_OK;
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
