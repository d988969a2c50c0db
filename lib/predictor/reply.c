/* SPDX-License-Identifier: MIT */
#include "predictor/reply.h"

#include "base/alloc.h"
#include "base/context.h"
#include "base/error.h"
#include "codec/json.h"
#include "predictor/read_box.h"

#include <inttypes.h>
#include <math.h>
#include <string.h>

void mlt_reply_init(mlt_reply *reply, mltest_context *ctx)
{
    *reply = (mlt_reply){.ctx = ctx};
    mlt_text_init(&reply->message, ctx);
}

static void clear(mlt_reply *reply)
{
    reply->has_id = false;
    reply->id = 0;
    reply->kind = MLT_REPLY_NONE;
    reply->n = 0;
    mlt_text_clear(&reply->message);
}

/* A name or an index; what is neither known nor a whole number is -1. */
static mltest_status read_class(mlt_json *json, const mlt_classes *classes, int64_t *out,
                                mltest_error **error)
{
    mlt_json_event event;
    TRY(mlt_json_next(json, &event, error));
    *out = -1;
    if (event == MLT_JSON_STRING && strlen(json->string) == json->n_string)
        *out = mlt_classes_find(classes, json->string);
    else if (event == MLT_JSON_NUMBER && json->number >= 0 && json->number < INT32_MAX &&
             floor(json->number) == json->number)
        *out = (int64_t)json->number;
    else if (event != MLT_JSON_STRING && event != MLT_JSON_NUMBER)
        return mlt_json_fail(json, error, "a class name or index");
    return MLTEST_OK;
}

enum { HAS_CLASS = 1, HAS_SCORE = 2, HAS_BOX = 4 };

static mltest_status read_member(mlt_json *json, const char *key, const mlt_classes *classes,
                                 mlt_reply_item *item, unsigned *has, mltest_error **error)
{
    if (strcmp(key, "class") == 0) {
        *has |= HAS_CLASS;
        return read_class(json, classes, &item->cls, error);
    }
    if (strcmp(key, "score") == 0) {
        *has |= HAS_SCORE;
        return mlt_json_read_f64(json, &item->score, error);
    }
    if (strcmp(key, "bbox") == 0) {
        *has |= HAS_BOX;
        return mlt_read_box(json, &item->box, error);
    }
    return mlt_json_skip(json, error);
}

static mltest_status read_item(mlt_json *json, const mlt_classes *classes, unsigned needed,
                               mlt_reply_item *item, mltest_error **error)
{
    unsigned has = 0;
    bool more = false;
    *item = (mlt_reply_item){.cls = -1};
    TRY(mlt_json_expect(json, MLT_JSON_OBJECT_BEGIN, "an object", error));
    for (;;) {
        const char *key = NULL;
        size_t n = 0;
        TRY(mlt_json_next_key(json, &key, &n, &more, error));
        if (!more)
            break;
        TRY(read_member(json, key, classes, item, &has, error));
    }
    if ((has & needed) == needed)
        return MLTEST_OK;
    return mlt_json_fail(json, error,
                         needed & HAS_BOX ? "an object with \"class\", \"score\" and \"bbox\""
                                          : "an object with \"class\" and \"score\"");
}

static mltest_status read_items(mlt_json *json, mlt_reply *reply, const mlt_classes *classes,
                                mltest_error **error)
{
    uint64_t most = mlt_context_limits(reply->ctx)->max_boxes;
    unsigned needed = HAS_CLASS | HAS_SCORE;
    if (reply->kind == MLT_REPLY_DETECTIONS)
        needed |= HAS_BOX;
    bool more = false;
    TRY(mlt_json_expect(json, MLT_JSON_ARRAY_BEGIN, "an array", error));
    for (;;) {
        TRY(mlt_json_next_item(json, &more, error));
        if (!more)
            return MLTEST_OK;
        if (reply->n >= most)
            return mlt_fail(error, MLTEST_ERR_LIMIT,
                            "answer: more than %" PRIu64 " predictions (limit max_boxes)", most);
        if (!mlt_reserve(reply->ctx, reply->items, reply->cap, reply->n + 1))
            return mlt_fail_memory(error);
        TRY(read_item(json, classes, needed, &reply->items[reply->n], error));
        reply->n++;
    }
}

static mltest_status read_message(mlt_json *json, mlt_reply *reply, mltest_error **error)
{
    const char *text = NULL;
    size_t n = 0;
    TRY(mlt_json_read_string(json, &text, &n, error));
    mlt_text_add(&reply->message, text, n);
    return mlt_text_ok(&reply->message) ? MLTEST_OK : mlt_fail_memory(error);
}

static mlt_reply_kind kind_of(const char *key)
{
    if (strcmp(key, "detections") == 0)
        return MLT_REPLY_DETECTIONS;
    if (strcmp(key, "classes") == 0)
        return MLT_REPLY_CLASSES;
    return strcmp(key, "error") == 0 ? MLT_REPLY_ERROR : MLT_REPLY_NONE;
}

static mltest_status read_key(mlt_json *json, const char *key, mlt_reply *reply,
                              const mlt_classes *classes, mltest_error **error)
{
    mlt_reply_kind kind = kind_of(key);
    if (kind != MLT_REPLY_NONE) {
        if (reply->kind != MLT_REPLY_NONE)
            return mlt_json_fail(json, error, "one of detections, classes and error");
        reply->kind = kind;
        return kind == MLT_REPLY_ERROR ? read_message(json, reply, error)
                                       : read_items(json, reply, classes, error);
    }
    if (strcmp(key, "id") != 0)
        return mlt_json_skip(json, error);
    TRY(mlt_json_read_u64(json, &reply->id, error));
    reply->has_id = true;
    return MLTEST_OK;
}

static mltest_status read_reply(mlt_json *json, mlt_reply *reply, const mlt_classes *classes,
                                mltest_error **error)
{
    bool more = false;
    TRY(mlt_json_expect(json, MLT_JSON_OBJECT_BEGIN, "an object", error));
    for (;;) {
        const char *key = NULL;
        size_t n = 0;
        TRY(mlt_json_next_key(json, &key, &n, &more, error));
        if (!more)
            break;
        TRY(read_key(json, key, reply, classes, error));
    }
    if (!reply->has_id || reply->kind == MLT_REPLY_NONE)
        return mlt_json_fail(json, error, "\"id\", and detections, classes or error");
    return mlt_json_end(json, error);
}

mltest_status mlt_reply_parse(mlt_reply *reply, const char *line, size_t n,
                              const mlt_classes *classes, mltest_error **error)
{
    mlt_json json;
    clear(reply);
    mlt_json_init(&json, reply->ctx, "answer", line, n);
    json.lenient_nan = true; /* counted by the sink, like any number that is not finite */
    mltest_status status = read_reply(&json, reply, classes, error);
    mlt_json_free(&json);
    return status;
}

void mlt_reply_free(mlt_reply *reply)
{
    mlt_free(reply->ctx, reply->items);
    mlt_text_free(&reply->message);
    mlt_reply_init(reply, reply->ctx);
}
