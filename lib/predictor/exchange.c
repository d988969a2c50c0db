/* SPDX-License-Identifier: MIT */
#include "predictor/exchange.h"

#include "base/clock.h"
#include "mltest/error.h"
#include "predictor/pipes.h"

#include <errno.h>
#include <poll.h>
#include <unistd.h>

enum { READ_BYTES = 65536, TICK_MS = 50 };
static const int64_t ns_per_ms = 1000000;
/* How long a child that closed its output may take to end before that counts as hanging. */
static const double end_s = 0.5;

typedef struct {
    const mlt_exchange *x;
    const mlt_talk *talk;
    int64_t next_idle_ns;
    mlt_exchange_end end;
    bool over;  /* `end` is valid */
    bool ended; /* the child is gone; what it left in the pipe is still read */
} loop;

static void stop(loop *l, mlt_exchange_end end)
{
    if (!l->over)
        l->end = end;
    l->over = true;
}

/* All that is left to send; 0 also when the child no longer listens. */
static size_t outgoing(loop *l, const char **bytes)
{
    size_t n = 0;
    if (l->x->child->in < 0)
        return 0;
    if (!l->talk->peek(l->talk->data, bytes, &n))
        stop(l, MLT_EXCHANGE_MEMORY);
    return l->over ? 0 : n;
}

/* One write: how much a pipe takes is up to the child. */
static void write_some(loop *l)
{
    const char *bytes = NULL;
    size_t n = outgoing(l, &bytes);
    if (n == 0)
        return;
    mlt_sigpipe saved;
    mlt_sigpipe_hold(&saved);
    ssize_t done = write(l->x->child->in, bytes, n);
    int err = errno;
    mlt_sigpipe_release(&saved);
    if (done > 0)
        l->talk->sent(l->talk->data, (size_t)done);
    else if (done < 0 && err != EAGAIN && err != EINTR)
        mlt_pipe_close(&l->x->child->in); /* it may still answer what it knows */
}

static void take_lines(loop *l)
{
    size_t n = 0;
    for (char *line; !l->over && (line = mlt_feed_next(l->x->lines, &n)) != NULL;) {
        mltest_status status = l->talk->line(l->talk->data, line, n);
        if (status != MLTEST_OK)
            stop(l, status == MLTEST_ERR_MEMORY ? MLT_EXCHANGE_MEMORY : MLT_EXCHANGE_REFUSED);
    }
    if (mlt_feed_pending(l->x->lines) > l->x->max_line)
        stop(l, MLT_EXCHANGE_TOO_LONG);
}

static void read_some(loop *l)
{
    char *room = mlt_feed_room(l->x->lines, READ_BYTES);
    if (!room) {
        stop(l, MLT_EXCHANGE_MEMORY);
        return;
    }
    ssize_t n = read(l->x->child->out, room, READ_BYTES);
    if (n > 0) {
        mlt_feed_filled(l->x->lines, (size_t)n);
        take_lines(l);
    } else if (n == 0 || (errno != EAGAIN && errno != EINTR)) {
        mlt_pipe_close(&l->x->child->out);
    }
}

/* Everything said and heard, or the time is up, or somebody wants to end it. */
static void check(loop *l)
{
    const char *bytes = NULL;
    bool all_sent = outgoing(l, &bytes) == 0;
    if (all_sent && l->talk->is_answered(l->talk->data))
        stop(l, MLT_EXCHANGE_DONE);
    if (l->x->child->out < 0)
        stop(l, MLT_EXCHANGE_ENDED);
    int64_t now = mlt_clock_ns();
    if (now >= l->x->deadline_ns)
        stop(l, MLT_EXCHANGE_TIMEOUT);
    if (l->x->idle && now >= l->next_idle_ns) {
        l->next_idle_ns = now + TICK_MS * ns_per_ms;
        if (l->x->idle(l->x->idle_data) != 0)
            stop(l, MLT_EXCHANGE_CANCELLED);
    }
}

static int wait_ms(const loop *l)
{
    int64_t left = (l->x->deadline_ns - mlt_clock_ns()) / ns_per_ms + 1;
    return left < 0 ? 0 : left < TICK_MS ? (int)left : TICK_MS;
}

static void turn(loop *l)
{
    mlt_child *child = l->x->child;
    const char *bytes = NULL;
    short to_write = outgoing(l, &bytes) > 0 ? POLLOUT : 0;
    struct pollfd fds[3] = {
        {child->out, POLLIN, 0}, {child->err, POLLIN, 0}, {to_write ? child->in : -1, to_write, 0}};
    int n = poll(fds, 3, l->ended ? 0 : wait_ms(l));
    if (n == 0 && l->ended)
        stop(l, MLT_EXCHANGE_ENDED); /* a helper of it keeps the pipe open */
    else if (n == 0)
        l->ended = mlt_child_has_ended(child);
    if (fds[1].revents)
        mlt_child_read_err(child);
    if (fds[0].revents)
        read_some(l);
    if (fds[2].revents)
        write_some(l);
}

mlt_exchange_end mlt_exchange_run(const mlt_exchange *exchange, const mlt_talk *talk)
{
    loop l = {.x = exchange, .talk = talk};
    take_lines(&l);
    for (check(&l); !l.over; check(&l))
        turn(&l);
    if (l.end == MLT_EXCHANGE_ENDED)
        (void)mlt_child_await(exchange->child, end_s);
    return l.end;
}
