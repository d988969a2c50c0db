/* SPDX-License-Identifier: MIT */
/*
 * A streaming JSON reader over bytes in memory, or a file (codec/json_feed.h): strict RFC 8259,
 * valid UTF-8 only, bounded in depth (limit max_depth) and length of strings (max_string). No
 * recursion, no tree; the only copies are strings, one at a time.
 *
 *     TRY(mlt_json_expect(&json, MLT_JSON_OBJECT_BEGIN, "an object", error));
 *     for (TRY(mlt_json_next_key(...)); more; TRY(mlt_json_next_key(...))) …
 */
#ifndef MLT_CODEC_JSON_H
#define MLT_CODEC_JSON_H

#include "base/text.h"
#include "mltest/types.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

typedef enum {
    MLT_JSON_OBJECT_BEGIN = 1,
    MLT_JSON_OBJECT_END,
    MLT_JSON_ARRAY_BEGIN,
    MLT_JSON_ARRAY_END,
    MLT_JSON_KEY,
    MLT_JSON_STRING,
    MLT_JSON_NUMBER,
    MLT_JSON_TRUE,
    MLT_JSON_FALSE,
    MLT_JSON_NULL,
    MLT_JSON_END /* of the document */
} mlt_json_event;

typedef struct mlt_json_feed mlt_json_feed;

typedef struct {
    mltest_context *ctx; /* borrowed */
    const char *file;    /* for messages; borrowed */
    const char *bytes;
    size_t n, at;
    mlt_json_feed *feed; /* where bytes behind these come from, or NULL */
    uint64_t before;     /* bytes of the file before these */
    uint64_t line_start; /* where in the file the line of the first of these begins */
    size_t token;        /* where the last event began */
    int64_t first_line;  /* of the first byte; 1 unless set, for readers of JSON Lines */
    const char *string;  /* of KEY and STRING: NUL-terminated, until the next event */
    size_t n_string;
    double number;     /* of NUMBER */
    size_t n_token;    /* length of the text of a NUMBER */
    bool item_by_item; /* COCO's files: no shortcut for objects like the one before; the same values
                        */
    bool lenient_nan;  /* accept NaN, Infinity, -Infinity and what overflows to them */
    bool peeked;
    mlt_json_event next; /* valid if peeked */
    char *stack;         /* '{' and '[' */
    size_t depth, cap;
    int state;     /* what may come: json.c */
    mlt_text text; /* strings */
} mlt_json;

void mlt_json_init(mlt_json *json, mltest_context *ctx, const char *file, const char *bytes,
                   size_t n);
void mlt_json_free(mlt_json *json);

mltest_status mlt_json_next(mlt_json *json, mlt_json_event *event, mltest_error **error);
/* Looks at the next event without taking it. */
mltest_status mlt_json_peek(mlt_json *json, mlt_json_event *event, mltest_error **error);
/* MLTEST_ERR_FORMAT at the last event: "FILE:LINE:COLUMN: expected WHAT". */
mltest_status mlt_json_fail(mlt_json *json, mltest_error **error, const char *what);
/* The same for what is wrong with the meaning of a value: "FILE:LINE: column COLUMN: MESSAGE". */
mltest_status mlt_json_say(const mlt_json *json, mltest_status status, mltest_error **error,
                           const char *message);
/* Takes an event that must be of a type. */
mltest_status mlt_json_expect(mlt_json *json, mlt_json_event event, const char *what,
                              mltest_error **error);
/* Skips one whole value. */
mltest_status mlt_json_skip(mlt_json *json, mltest_error **error);
/* Nothing may follow the value. */
mltest_status mlt_json_end(mlt_json *json, mltest_error **error);
/* Inside an object: the next key (until the next event), or *more = false after its end. */
mltest_status mlt_json_next_key(mlt_json *json, const char **key, size_t *n, bool *more,
                                mltest_error **error);
/* Inside an array: whether an item follows; its end is taken when none does. */
mltest_status mlt_json_next_item(mlt_json *json, bool *more, mltest_error **error);
mltest_status mlt_json_read_f64(mlt_json *json, double *out, mltest_error **error);
/* Takes an array of n >= 1 numbers whose beginning was peeked at, if they are written in the usual
 * way and without spaces; else nothing is taken and what is in out does not matter. */
bool mlt_json_quick_row(mlt_json *json, double *out, size_t n);
/* An integer of 64 bits, exact. */
mltest_status mlt_json_read_i64(mlt_json *json, int64_t *out, mltest_error **error);
mltest_status mlt_json_read_u64(mlt_json *json, uint64_t *out, mltest_error **error);
mltest_status mlt_json_read_bool(mlt_json *json, bool *out, mltest_error **error);
/* Borrowed until the next event; NUL-terminated, but may hold NULs: n is its length. */
mltest_status mlt_json_read_string(mlt_json *json, const char **out, size_t *n,
                                   mltest_error **error);

#endif
