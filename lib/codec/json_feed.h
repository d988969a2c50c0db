/* SPDX-License-Identifier: MIT */
/*
 * A file for a JSON reader to read piece by piece, so that a large one takes the memory of a
 * window. The reader asks for more whenever a token touches the window's end, and reads that token
 * again; values, errors and their places are those of the file read whole.
 */
#ifndef MLT_CODEC_JSON_FEED_H
#define MLT_CODEC_JSON_FEED_H

#include "base/file_stream.h"
#include "codec/json.h"

enum { MLT_JSON_WINDOW = 262144 };

struct mlt_json_feed {
    mlt_file_stream stream;
    char *bytes;
    size_t cap;
    bool ended; /* nothing comes behind the window */
};

/* Opens a file and makes a reader of it. The window grows for tokens that do not fit. After an
 * error nothing needs closing. */
mltest_status mlt_json_feed_open(mlt_json_feed *feed, mlt_json *json, mltest_context *ctx,
                                 const char *path, size_t window, mltest_error **error);
/* Closes the file and frees the reader. */
void mlt_json_feed_close(mlt_json_feed *feed, mlt_json *json);
/* Drops what is before the reading point and reads more; for codec/json.c. */
mltest_status mlt_json_feed_more(mlt_json *json, mltest_error **error);

#endif
