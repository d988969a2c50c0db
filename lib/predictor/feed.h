/* SPDX-License-Identifier: MIT */
/*
 * Bytes in, lines out: what a child wrote and was not read as lines yet.
 */
#ifndef MLT_PREDICTOR_FEED_H
#define MLT_PREDICTOR_FEED_H

#include <stdbool.h>
#include <stddef.h>

#include "mltest/types.h"

typedef struct {
    mltest_context *ctx; /* borrowed */
    char *bytes;
    size_t start, n, cap; /* the unread bytes are [start, n) */
    size_t scanned;       /* no line end in [start, scanned) */
} mlt_feed;

void mlt_feed_init(mlt_feed *feed, mltest_context *ctx);
/* Room for n more bytes, to be read into; NULL when out of memory. */
char *mlt_feed_room(mlt_feed *feed, size_t n);
/* n of these bytes were filled. */
void mlt_feed_filled(mlt_feed *feed, size_t n);
/*
 * The next whole line, ended by NUL instead of its line end (a CR before it goes too); NULL if
 * there is none yet. Valid until the next mlt_feed_room().
 */
char *mlt_feed_next(mlt_feed *feed, size_t *n);
/* The bytes that wait for their line end. */
size_t mlt_feed_pending(const mlt_feed *feed);
void mlt_feed_clear(mlt_feed *feed);
void mlt_feed_free(mlt_feed *feed);

#endif
