/* SPDX-License-Identifier: MIT */
#define _GNU_SOURCE /* pipe2: POSIX has it since 2024 only */
#include "predictor/pipes.h"

#include <errno.h>
#include <fcntl.h>
#include <pthread.h>
#include <unistd.h>

/* A host may run with 0, 1 or 2 closed; then a new pipe gets these numbers. */
static int lift(int *fd)
{
    if (*fd > STDERR_FILENO)
        return 0;
    int higher = fcntl(*fd, F_DUPFD_CLOEXEC, STDERR_FILENO + 1);
    if (higher < 0)
        return errno;
    (void)close(*fd);
    *fd = higher;
    return 0;
}

int mlt_pipe_make(int ends[2])
{
    if (pipe2(ends, O_CLOEXEC) != 0) {
        int err = errno;
        ends[0] = ends[1] = -1;
        return err;
    }
    int err = lift(&ends[0]);
    if (err == 0)
        err = lift(&ends[1]);
    if (err != 0) {
        mlt_pipe_close(&ends[0]);
        mlt_pipe_close(&ends[1]);
    }
    return err;
}

int mlt_pipe_nonblocking(int fd)
{
    int flags = fcntl(fd, F_GETFL);
    return flags < 0 || fcntl(fd, F_SETFL, flags | O_NONBLOCK) < 0 ? errno : 0;
}

void mlt_pipe_close(int *fd)
{
    if (*fd >= 0)
        (void)close(*fd);
    *fd = -1;
}

static bool is_pending(void)
{
    sigset_t pending;
    return sigpending(&pending) == 0 && sigismember(&pending, SIGPIPE) == 1;
}

void mlt_sigpipe_hold(mlt_sigpipe *saved)
{
    sigset_t sigpipe;
    (void)sigemptyset(&sigpipe);
    (void)sigaddset(&sigpipe, SIGPIPE);
    saved->was_pending = is_pending();
    (void)pthread_sigmask(SIG_BLOCK, &sigpipe, &saved->old_mask);
}

void mlt_sigpipe_release(const mlt_sigpipe *saved)
{
    if (!saved->was_pending && is_pending()) {
        sigset_t sigpipe;
        int signal = 0;
        (void)sigemptyset(&sigpipe);
        (void)sigaddset(&sigpipe, SIGPIPE);
        (void)sigwait(&sigpipe, &signal);
    }
    (void)pthread_sigmask(SIG_SETMASK, &saved->old_mask, NULL);
}
