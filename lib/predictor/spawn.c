/* SPDX-License-Identifier: MIT */
#include "base/error.h"
#include "predictor/child.h"
#include "predictor/escape.h"
#include "predictor/pipes.h"

#include <errno.h>
#include <signal.h>
#include <spawn.h>
#include <string.h>
#include <unistd.h>

extern char **environ;

/* For each of the child's 0, 1, 2: its end of the pipe and ours. */
typedef struct {
    int theirs[3], ours[3];
} pipes;

static void close_all(int fds[3])
{
    for (int i = 0; i < 3; i++)
        mlt_pipe_close(&fds[i]);
}

static int open_pipes(pipes *p)
{
    int err = 0;
    for (int i = 0; i < 3; i++)
        p->theirs[i] = p->ours[i] = -1;
    for (int i = 0; i < 3 && err == 0; i++) {
        int ends[2];
        bool child_reads = i == STDIN_FILENO;
        err = mlt_pipe_make(ends);
        p->theirs[i] = child_reads ? ends[0] : ends[1];
        p->ours[i] = child_reads ? ends[1] : ends[0];
        if (err == 0)
            err = mlt_pipe_nonblocking(p->ours[i]);
    }
    return err;
}

/* No signal blocked, every signal at its default, its own group. */
static int set_attributes(posix_spawnattr_t *attr)
{
    sigset_t none, all;
    (void)sigemptyset(&none);
    (void)sigfillset(&all);
    int err = posix_spawnattr_setflags(attr, POSIX_SPAWN_SETSIGMASK | POSIX_SPAWN_SETSIGDEF |
                                                 POSIX_SPAWN_SETPGROUP);
    if (err == 0)
        err = posix_spawnattr_setsigmask(attr, &none);
    if (err == 0)
        err = posix_spawnattr_setsigdefault(attr, &all);
    return err == 0 ? posix_spawnattr_setpgroup(attr, 0) : err;
}

static int spawn_with(pid_t *pid, const pipes *p, char *const *argv,
                      posix_spawn_file_actions_t *actions, posix_spawnattr_t *attr)
{
    int err = set_attributes(attr);
    for (int i = 0; i < 3 && err == 0; i++)
        err = posix_spawn_file_actions_adddup2(actions, p->theirs[i], i);
    return err == 0 ? posix_spawnp(pid, argv[0], actions, attr, argv, environ) : err;
}

static int spawn(pid_t *pid, const pipes *p, char *const *argv)
{
    posix_spawn_file_actions_t actions;
    posix_spawnattr_t attr;
    int err = posix_spawn_file_actions_init(&actions);
    if (err != 0)
        return err;
    err = posix_spawnattr_init(&attr);
    if (err == 0) {
        err = spawn_with(pid, p, argv, &actions, &attr);
        (void)posix_spawnattr_destroy(&attr);
    }
    (void)posix_spawn_file_actions_destroy(&actions);
    return err;
}

/* Arguments may hold secrets: the message names the program only. */
static mltest_status fail_start(mltest_error **error, const char *program, int err)
{
    if (err == ENOMEM)
        return mlt_fail_memory(error);
    char reason[128] = "unknown error";
    (void)strerror_r(err, reason, sizeof reason);
    mlt_text name;
    mlt_text_init(&name, NULL);
    mlt_escape(&name, program, strlen(program));
    mltest_status status = mlt_fail(error, MLTEST_ERR_PREDICTOR, "cannot start \"%s\": %s",
                                    mlt_text_string(&name), reason);
    mlt_text_free(&name);
    return status;
}

mltest_status mlt_child_start(mlt_child *child, char *const *argv, mltest_error **error)
{
    pipes p;
    pid_t pid = 0;
    int err = open_pipes(&p);
    if (err == 0)
        err = spawn(&pid, &p, argv);
    close_all(p.theirs);
    if (err != 0) {
        close_all(p.ours);
        return fail_start(error, argv[0], err);
    }
    mlt_child_init(child);
    child->pid = pid;
    child->host = getpid();
    child->in = p.ours[STDIN_FILENO];
    child->out = p.ours[STDOUT_FILENO];
    child->err = p.ours[STDERR_FILENO];
    return MLTEST_OK;
}
