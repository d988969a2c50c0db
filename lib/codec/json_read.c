/* SPDX-License-Identifier: MIT */
/*
 * Reading values of an expected type, on top of json.c.
 */
#include "base/error.h"
#include "base/number.h"
#include "codec/json.h"

#include <math.h>

mltest_status mlt_json_expect(mlt_json *json, mlt_json_event event, const char *what,
                              mltest_error **error)
{
    mlt_json_event got;
    TRY(mlt_json_next(json, &got, error));
    return got == event ? MLTEST_OK : mlt_json_fail(json, error, what);
}

mltest_status mlt_json_skip(mlt_json *json, mltest_error **error)
{
    mlt_json_event event;
    /* A value that was peeked at has been entered already. */
    TRY(mlt_json_next(json, &event, error));
    size_t depth = json->depth - (event == MLT_JSON_OBJECT_BEGIN || event == MLT_JSON_ARRAY_BEGIN);
    if (event == MLT_JSON_OBJECT_END || event == MLT_JSON_ARRAY_END || event == MLT_JSON_END)
        return mlt_json_fail(json, error, "a value");
    while (json->depth > depth)
        TRY(mlt_json_next(json, &event, error));
    return MLTEST_OK;
}

mltest_status mlt_json_end(mlt_json *json, mltest_error **error)
{
    return mlt_json_expect(json, MLT_JSON_END, "the end of the document", error);
}

mltest_status mlt_json_next_key(mlt_json *json, const char **key, size_t *n, bool *more,
                                mltest_error **error)
{
    mlt_json_event event;
    TRY(mlt_json_next(json, &event, error));
    if (event != MLT_JSON_KEY && event != MLT_JSON_OBJECT_END)
        return mlt_json_fail(json, error, "a key");
    *more = event == MLT_JSON_KEY;
    *key = *more ? json->string : "";
    *n = *more ? json->n_string : 0;
    return MLTEST_OK;
}

mltest_status mlt_json_next_item(mlt_json *json, bool *more, mltest_error **error)
{
    mlt_json_event event;
    TRY(mlt_json_peek(json, &event, error));
    *more = event != MLT_JSON_ARRAY_END;
    return *more ? MLTEST_OK : mlt_json_next(json, &event, error);
}

mltest_status mlt_json_read_f64(mlt_json *json, double *out, mltest_error **error)
{
    TRY(mlt_json_expect(json, MLT_JSON_NUMBER, "a number", error));
    *out = json->number;
    return MLTEST_OK;
}

/* "1e3" and "5.0" are integers too; beyond 2^53 only plain digits are exact. */
static bool is_exact_integer(double v)
{
    return fabs(v) < 9007199254740992.0 && trunc(v) == v;
}

mltest_status mlt_json_read_i64(mlt_json *json, int64_t *out, mltest_error **error)
{
    TRY(mlt_json_expect(json, MLT_JSON_NUMBER, "an integer", error));
    if (is_exact_integer(json->number)) {
        *out = (int64_t)json->number;
        return MLTEST_OK;
    }
    const char *text = json->bytes + json->at - json->n_token;
    return mlt_parse_i64(text, json->n_token, out) ? MLTEST_OK
                                                   : mlt_json_fail(json, error, "an integer");
}

mltest_status mlt_json_read_u64(mlt_json *json, uint64_t *out, mltest_error **error)
{
    TRY(mlt_json_expect(json, MLT_JSON_NUMBER, "an integer that is not negative", error));
    if (is_exact_integer(json->number) && json->number >= 0) {
        *out = (uint64_t)json->number;
        return MLTEST_OK;
    }
    const char *text = json->bytes + json->at - json->n_token;
    return mlt_parse_u64(text, json->n_token, out)
               ? MLTEST_OK
               : mlt_json_fail(json, error, "an integer that is not negative");
}

mltest_status mlt_json_read_bool(mlt_json *json, bool *out, mltest_error **error)
{
    mlt_json_event event;
    TRY(mlt_json_next(json, &event, error));
    if (event != MLT_JSON_TRUE && event != MLT_JSON_FALSE)
        return mlt_json_fail(json, error, "true or false");
    *out = event == MLT_JSON_TRUE;
    return MLTEST_OK;
}

mltest_status mlt_json_read_string(mlt_json *json, const char **out, size_t *n,
                                   mltest_error **error)
{
    TRY(mlt_json_expect(json, MLT_JSON_STRING, "a text in quotes", error));
    *out = json->string;
    *n = json->n_string;
    return MLTEST_OK;
}
