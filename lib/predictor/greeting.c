/* SPDX-License-Identifier: MIT */
#include "predictor/greeting.h"

#include "base/alloc.h"
#include "base/error.h"
#include "base/utf8.h"
#include "codec/json.h"

#include <string.h>

static mltest_status read_name(mlt_json *json, const char **out, mltest_error **error)
{
    size_t n = 0;
    TRY(mlt_json_read_string(json, out, &n, error));
    if (n == 0 || !mlt_utf8_is_plain(*out, n))
        return mlt_json_fail(json, error, "a name without control characters");
    return MLTEST_OK;
}

static mltest_status read_copy(mlt_json *json, char **out, mltest_error **error)
{
    const char *name = NULL;
    TRY(read_name(json, &name, error));
    mlt_free(json->ctx, *out); /* a repeated key */
    *out = mlt_strdup(json->ctx, name);
    return *out ? MLTEST_OK : mlt_fail_memory(error);
}

/* Takes a null; *is_null is false when something else follows. */
static mltest_status take_null(mlt_json *json, bool *is_null, mltest_error **error)
{
    mlt_json_event event;
    TRY(mlt_json_peek(json, &event, error));
    *is_null = event == MLT_JSON_NULL;
    return *is_null ? mlt_json_next(json, &event, error) : MLTEST_OK;
}

static mltest_status read_classes(mlt_json *json, mlt_greeting *greeting, mltest_error **error)
{
    bool more = false, is_null = false;
    mlt_classes_free(json->ctx, &greeting->classes);
    TRY(take_null(json, &is_null, error));
    greeting->has_classes = !is_null;
    if (is_null)
        return MLTEST_OK;
    TRY(mlt_json_expect(json, MLT_JSON_ARRAY_BEGIN, "an array of class names, or null", error));
    for (;;) {
        const char *name = NULL;
        TRY(mlt_json_next_item(json, &more, error));
        if (!more)
            break;
        TRY(read_name(json, &name, error));
        TRY(mlt_classes_add(json->ctx, &greeting->classes, name, error));
    }
    return greeting->classes.n > 0 ? MLTEST_OK : mlt_json_fail(json, error, "at least one class");
}

static mltest_status read_model(mlt_json *json, mlt_greeting *greeting, mltest_error **error)
{
    bool more = false, is_null = false;
    TRY(take_null(json, &is_null, error));
    if (is_null)
        return MLTEST_OK;
    TRY(mlt_json_expect(json, MLT_JSON_OBJECT_BEGIN, "an object that describes the model", error));
    for (;;) {
        const char *key = NULL;
        size_t n = 0;
        TRY(mlt_json_next_key(json, &key, &n, &more, error));
        if (!more)
            return MLTEST_OK;
        if (strcmp(key, "name") == 0)
            TRY(read_copy(json, &greeting->name, error));
        else if (strcmp(key, "version") == 0)
            TRY(read_copy(json, &greeting->version, error));
        else
            TRY(mlt_json_skip(json, error));
    }
}

static mltest_status read_protocol(mlt_json *json, bool *seen, mltest_error **error)
{
    int64_t version = 0;
    TRY(mlt_json_read_i64(json, &version, error));
    *seen = true;
    return version == 1 ? MLTEST_OK : mlt_json_fail(json, error, "version 1 of the protocol");
}

static mltest_status read_greeting(mlt_json *json, mlt_greeting *greeting, mltest_error **error)
{
    bool more = false, seen = false;
    TRY(mlt_json_expect(json, MLT_JSON_OBJECT_BEGIN, "a greeting like {\"mltest\":1}", error));
    for (;;) {
        const char *key = NULL;
        size_t n = 0;
        TRY(mlt_json_next_key(json, &key, &n, &more, error));
        if (!more)
            break;
        if (strcmp(key, "mltest") == 0)
            TRY(read_protocol(json, &seen, error));
        else if (strcmp(key, "classes") == 0)
            TRY(read_classes(json, greeting, error));
        else if (strcmp(key, "model") == 0)
            TRY(read_model(json, greeting, error));
        else
            TRY(mlt_json_skip(json, error));
    }
    if (!seen)
        return mlt_json_fail(json, error, "a greeting with \"mltest\":1");
    return mlt_json_end(json, error);
}

mltest_status mlt_greeting_parse(mlt_greeting *greeting, mltest_context *ctx, const char *line,
                                 size_t n, mltest_error **error)
{
    mlt_json json;
    mlt_json_init(&json, ctx, "greeting", line, n);
    mltest_status status = read_greeting(&json, greeting, error);
    mlt_json_free(&json);
    return status;
}

void mlt_greeting_free(mlt_greeting *greeting, mltest_context *ctx)
{
    mlt_classes_free(ctx, &greeting->classes);
    mlt_free(ctx, greeting->name);
    mlt_free(ctx, greeting->version);
    *greeting = (mlt_greeting){.has_classes = false};
}
