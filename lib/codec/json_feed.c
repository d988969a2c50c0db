/* SPDX-License-Identifier: MIT */
#include "codec/json_feed.h"

#include <string.h>

#include "base/alloc.h"
#include "base/error.h"

/* Takes the bytes up to the reading point out of the window, and remembers their lines. */
static void slide(mlt_json *json, char *bytes)
{
    const char *from = bytes, *const to = bytes + json->at;
    for (const char *end; (end = memchr(from, '\n', (size_t)(to - from))) != NULL;) {
        from = end + 1;
        json->first_line++;
        json->line_start = json->before + (size_t)(from - bytes);
    }
    json->n -= json->at;
    memmove(bytes, to, json->n);
    json->before += json->at;
    json->at = json->token = 0;
}

mltest_status mlt_json_feed_more(mlt_json *json, mltest_error **error)
{
    mlt_json_feed *feed = json->feed;
    size_t got = 0;
    slide(json, feed->bytes);
    if (json->n > feed->cap / 2 && !mlt_reserve(json->ctx, feed->bytes, feed->cap, 2 * feed->cap))
        return mlt_fail_memory(error);
    json->bytes = feed->bytes;
    do {
        TRY(mlt_file_stream_read(&feed->stream, feed->bytes + json->n, feed->cap - json->n, &got,
                                 error));
        json->n += got;
    } while (got > 0 && json->n < feed->cap);
    feed->ended = got == 0;
    return MLTEST_OK;
}

mltest_status mlt_json_feed_open(mlt_json_feed *feed, mlt_json *json, mltest_context *ctx,
                                 const char *path, size_t window, mltest_error **error)
{
    *feed = (mlt_json_feed){.bytes = NULL};
    TRY(mlt_file_stream_open(&feed->stream, ctx, path, error));
    if (feed->stream.size > 0 && feed->stream.size < window)
        window = (size_t)feed->stream.size + 1;
    mlt_json_init(json, ctx, path, NULL, 0);
    json->feed = feed;
    mltest_status status =
        mlt_reserve(ctx, feed->bytes, feed->cap, window) ? MLTEST_OK : mlt_fail_memory(error);
    if (status == MLTEST_OK)
        status = mlt_json_feed_more(json, error);
    if (status != MLTEST_OK)
        mlt_json_feed_close(feed, json);
    return status;
}

void mlt_json_feed_close(mlt_json_feed *feed, mlt_json *json)
{
    mlt_json_free(json);
    mlt_free(json->ctx, feed->bytes);
    mlt_file_stream_close(&feed->stream);
}
