/* SPDX-License-Identifier: MIT */
/*
 * A child process with pipes at its standard input, output and error.
 *
 * It is the leader of its own process group: an interrupt typed at the terminal reaches the host
 * alone, which then ends the run in order, and a helper that the child started is ended with it.
 */
#ifndef MLT_PREDICTOR_CHILD_H
#define MLT_PREDICTOR_CHILD_H

#include <stdbool.h>
#include <sys/types.h>

#include "predictor/tail.h"

typedef struct {
    pid_t pid;         /* 0: none, or reaped */
    pid_t host;        /* who started it: after a fork of the host, only the parent may
                          end it */
    int in, out, err;  /* our ends, non-blocking; -1: closed */
    bool status_known; /* after it was reaped: `status` is waitpid's */
    int status;
    mlt_tail tail; /* of what it wrote to its standard error */
} mlt_child;

void mlt_child_init(mlt_child *child);
/*
 * argv ends in NULL; argv[0] is looked up in PATH. MLTEST_ERR_PREDICTOR when it cannot start; where
 * posix_spawn() notices that too late, the child ends at once with status 127.
 */
mltest_status mlt_child_start(mlt_child *child, char *const *argv, mltest_error **error);
/* Reads what there is of its standard error into `tail`. */
void mlt_child_read_err(mlt_child *child);
/* Whether it has ended, without waiting and without reaping. True when there is none. */
bool mlt_child_has_ended(const mlt_child *child);
/* Waits up to the given time for its end; what it still writes to its output is thrown away. */
bool mlt_child_await(mlt_child *child, double seconds);
/* Ends it and its group at once, reaps it, closes its pipes; `tail` and `status` stay. */
void mlt_child_kill(mlt_child *child);
/* Closes its input; ends it if it is still there after 2 s (SIGTERM), after 1 s more (SIGKILL). */
void mlt_child_finish(mlt_child *child);
/* Adds how it ended, such as "exited with status 3". */
void mlt_child_describe_end(const mlt_child *child, mlt_text *text);

#endif
