/* SPDX-License-Identifier: MIT */
/*
 * Talking with a child in both directions at once: one poll loop that never waits in a read or a
 * write, so neither side can block the other, whoever speaks first.
 */
#ifndef MLT_PREDICTOR_EXCHANGE_H
#define MLT_PREDICTOR_EXCHANGE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "predictor/child.h"
#include "predictor/feed.h"

typedef enum {
    MLT_EXCHANGE_DONE,      /* everything was sent and answered */
    MLT_EXCHANGE_ENDED,     /* the child closed its output or ended */
    MLT_EXCHANGE_TIMEOUT,   /* the deadline passed */
    MLT_EXCHANGE_CANCELLED, /* idle() said so */
    MLT_EXCHANGE_REFUSED,   /* line() refused a line */
    MLT_EXCHANGE_TOO_LONG,  /* a line is longer than max_line */
    MLT_EXCHANGE_MEMORY     /* out of memory */
} mlt_exchange_end;

/* What is said and heard. */
typedef struct {
    /* The next bytes to send, 0 when there are none left; false when out of memory. */
    bool (*peek)(void *data, const char **bytes, size_t *n);
    /* n of them were sent. */
    void (*sent)(void *data, size_t n);
    /* Takes a line. MLTEST_ERR_MEMORY, or any other failure to refuse the line. */
    mltest_status (*line)(void *data, const char *line, size_t n);
    /* Whether everything is answered. */
    bool (*is_answered)(const void *data);
    void *data;
} mlt_talk;

typedef struct {
    mlt_child *child;
    mlt_feed *lines;
    size_t max_line;
    int64_t deadline_ns;
    int (*idle)(void *idle_data); /* NULL, or called at least every 100 ms: not 0
                                     cancels */
    void *idle_data;
} mlt_exchange;

mlt_exchange_end mlt_exchange_run(const mlt_exchange *exchange, const mlt_talk *talk);

#endif
