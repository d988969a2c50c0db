/* SPDX-License-Identifier: MIT */
#include "journal/load.h"

#include <errno.h>
#include <fcntl.h>
#include <inttypes.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/alloc.h"
#include "base/context.h"
#include "base/error.h"

/* Up to `most` bytes: a file that grows meanwhile is read as it was. */
static mltest_status fill(const char *path, int fd, char *bytes, size_t most, size_t *n,
                          mltest_error **error)
{
    *n = 0;
    while (*n < most) {
        ssize_t got = pread(fd, bytes + *n, most - *n, (off_t)*n);
        if (got < 0 && errno == EINTR)
            continue;
        if (got < 0)
            return mlt_fail_errno(error, path, "read", errno);
        if (got == 0)
            return MLTEST_OK;
        *n += (size_t)got;
    }
    return MLTEST_OK;
}

mltest_status mlt_journal_load_open(mltest_context *ctx, const char *path, int fd, char **bytes,
                                    size_t *n, mltest_error **error)
{
    struct stat st;
    uint64_t most = mlt_context_limits(ctx)->max_file_bytes;
    if (fstat(fd, &st) != 0)
        return mlt_fail_errno(error, path, "look at", errno);
    if (!S_ISREG(st.st_mode))
        return mlt_fail(error, MLTEST_ERR_IO, "%s: not a regular file", path);
    if ((uint64_t)st.st_size > most)
        return mlt_fail(error, MLTEST_ERR_LIMIT,
                        "%s: more than %" PRIu64 " bytes (limit max_file_bytes)", path, most);
    char *all = mlt_alloc(ctx, (size_t)st.st_size);
    if (all == NULL)
        return mlt_fail_memory(error);
    mltest_status status = fill(path, fd, all, (size_t)st.st_size, n, error);
    if (status != MLTEST_OK)
        mlt_free(ctx, all);
    else
        *bytes = all;
    return status;
}

mltest_status mlt_journal_load(mltest_context *ctx, const char *path, char **bytes, size_t *n,
                               mltest_error **error)
{
    /* O_NONBLOCK: a FIFO must not make us wait for somebody to write into it. */
    int fd = open(path, O_RDONLY | O_NONBLOCK | O_CLOEXEC);
    if (fd < 0)
        return mlt_fail_errno(error, path, "open", errno);
    mltest_status status = mlt_journal_load_open(ctx, path, fd, bytes, n, error);
    close(fd);
    return status;
}
