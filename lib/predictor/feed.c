/* SPDX-License-Identifier: MIT */
#include "predictor/feed.h"

#include "base/alloc.h"

#include <string.h>

void mlt_feed_init(mlt_feed *feed, mltest_context *ctx)
{
    *feed = (mlt_feed){.ctx = ctx};
}

/* Moves what is unread to the front. */
static void compact(mlt_feed *feed)
{
    if (feed->start == 0)
        return;
    memmove(feed->bytes, feed->bytes + feed->start, feed->n - feed->start);
    feed->n -= feed->start;
    feed->scanned -= feed->start;
    feed->start = 0;
}

char *mlt_feed_room(mlt_feed *feed, size_t n)
{
    compact(feed);
    if (!mlt_reserve(feed->ctx, feed->bytes, feed->cap, feed->n + n))
        return NULL;
    return feed->bytes + feed->n;
}

void mlt_feed_filled(mlt_feed *feed, size_t n)
{
    feed->n += n;
}

char *mlt_feed_next(mlt_feed *feed, size_t *n)
{
    char *end = NULL;
    if (feed->n > feed->scanned)
        end = memchr(feed->bytes + feed->scanned, '\n', feed->n - feed->scanned);
    if (!end) {
        feed->scanned = feed->n;
        return NULL;
    }
    char *line = feed->bytes + feed->start;
    feed->start = feed->scanned = (size_t)(end - feed->bytes) + 1;
    if (end > line && end[-1] == '\r')
        end--;
    *end = '\0';
    *n = (size_t)(end - line);
    return line;
}

size_t mlt_feed_pending(const mlt_feed *feed)
{
    return feed->n - feed->start;
}

void mlt_feed_clear(mlt_feed *feed)
{
    feed->start = feed->n = feed->scanned = 0;
}

void mlt_feed_free(mlt_feed *feed)
{
    mlt_free(feed->ctx, feed->bytes);
    mlt_feed_init(feed, feed->ctx);
}
