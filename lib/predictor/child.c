/* SPDX-License-Identifier: MIT */
#include "predictor/child.h"

#include "base/clock.h"
#include "predictor/pipes.h"

#include <errno.h>
#include <poll.h>
#include <signal.h>
#include <sys/wait.h>
#include <unistd.h>

enum { STEP_MS = 10, MAX_READS = 64 };
static const double finish_s = 2, term_s = 1;

void mlt_child_init(mlt_child *child)
{
    child->pid = child->host = 0;
    child->in = child->out = child->err = -1;
    child->status_known = false;
    child->status = 0;
    mlt_tail_clear(&child->tail);
}

/*
 * 0 while it runs, 1 when it has ended and waits to be reaped, -1 when the system has reaped it
 * already (the host ignores SIGCHLD, or waits for any child itself).
 */
static int look(const mlt_child *child)
{
    siginfo_t info = {0};
    int result;
    do
        result = waitid(P_PID, (id_t)child->pid, &info, WEXITED | WNOHANG | WNOWAIT);
    while (result != 0 && errno == EINTR);
    if (result != 0)
        return -1;
    return info.si_pid == child->pid ? 1 : 0;
}

/* A fork of the host shares the pipes but is not the parent. */
static bool is_ours(const mlt_child *child)
{
    return child->pid > 0 && child->host == getpid();
}

bool mlt_child_has_ended(const mlt_child *child)
{
    return !is_ours(child) || look(child) != 0;
}

void mlt_child_read_err(mlt_child *child)
{
    char bytes[MLT_TAIL_BYTES];
    for (int i = 0; i < MAX_READS && child->err >= 0; i++) {
        ssize_t n = read(child->err, bytes, sizeof bytes);
        if (n > 0)
            mlt_tail_add(&child->tail, bytes, (size_t)n);
        else if (n == 0)
            mlt_pipe_close(&child->err);
        else if (errno != EINTR)
            return;
    }
}

/* The child must not be stuck on a full pipe while it is awaited. */
static void discard_out(mlt_child *child)
{
    char bytes[MLT_TAIL_BYTES];
    for (int i = 0; i < MAX_READS && child->out >= 0; i++) {
        ssize_t n = read(child->out, bytes, sizeof bytes);
        if (n == 0)
            mlt_pipe_close(&child->out);
        else if (n < 0 && errno != EINTR)
            return;
    }
}

bool mlt_child_await(mlt_child *child, double seconds)
{
    int64_t end = mlt_clock_ns() + (int64_t)(seconds * 1e9);
    while (!mlt_child_has_ended(child)) {
        if (mlt_clock_ns() >= end)
            return false;
        struct pollfd fds[2] = {{child->out, POLLIN, 0}, {child->err, POLLIN, 0}};
        (void)poll(fds, 2, STEP_MS);
        discard_out(child);
        mlt_child_read_err(child);
    }
    return true;
}

static void reap(mlt_child *child)
{
    pid_t result;
    do
        result = waitpid(child->pid, &child->status, 0);
    while (result < 0 && errno == EINTR);
    child->status_known = result == child->pid;
}

void mlt_child_kill(mlt_child *child)
{
    if (is_ours(child) && look(child) >= 0) {
        (void)kill(-child->pid, SIGKILL);
        reap(child);
    }
    child->pid = 0;
    mlt_pipe_close(&child->in);
    mlt_pipe_close(&child->out);
    mlt_child_read_err(child);
    mlt_pipe_close(&child->err);
}

void mlt_child_finish(mlt_child *child)
{
    mlt_pipe_close(&child->in);
    if (!mlt_child_await(child, finish_s)) {
        (void)kill(-child->pid, SIGTERM);
        (void)mlt_child_await(child, term_s);
    }
    mlt_child_kill(child);
}

void mlt_child_describe_end(const mlt_child *child, mlt_text *text)
{
    if (child->status_known && WIFEXITED(child->status) && WEXITSTATUS(child->status) == 127)
        mlt_text_puts(text, "exited with status 127: no such program, or it cannot be run");
    else if (child->status_known && WIFEXITED(child->status))
        mlt_text_printf(text, "exited with status %d", WEXITSTATUS(child->status));
    else if (child->status_known && WIFSIGNALED(child->status))
        mlt_text_printf(text, "was ended by signal %d", WTERMSIG(child->status));
    else
        mlt_text_puts(text, "ended");
}
