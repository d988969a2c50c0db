/* SPDX-License-Identifier: MIT */
/*
 * Pipes to a child, and writing into them without ever being killed by SIGPIPE.
 */
#ifndef MLT_PREDICTOR_PIPES_H
#define MLT_PREDICTOR_PIPES_H

#include <signal.h>
#include <stdbool.h>

/*
 * ends[0] is for reading, ends[1] for writing; both close on exec (no other thread's fork can
 * inherit them) and are above 2, so that they never stand in the way of a child's own 0, 1, 2. 0,
 * or an errno value.
 */
int mlt_pipe_make(int ends[2]);
/* Makes reads and writes return instead of waiting. 0, or an errno value. */
int mlt_pipe_nonblocking(int fd);
/* Closes *fd if it is open and sets it to -1. */
void mlt_pipe_close(int *fd);

/* The calling thread's SIGPIPE, held back; the host's handler and mask are not changed. */
typedef struct {
    sigset_t old_mask;
    bool was_pending;
} mlt_sigpipe;

void mlt_sigpipe_hold(mlt_sigpipe *saved);
/* Takes back a SIGPIPE that came meanwhile, and restores the mask. */
void mlt_sigpipe_release(const mlt_sigpipe *saved);

#endif
