/* SPDX-License-Identifier: MIT */
#include "codec/json.h"

#include "base/alloc.h"
#include "base/context.h"
#include "base/error.h"
#include "base/number.h"
#include "codec/json_feed.h"
#include "codec/json_number.h"
#include "codec/json_string.h"

#include <inttypes.h>
#include <math.h>
#include <string.h>

/* What may come next. */
enum {
    STATE_VALUE,        /* a value */
    STATE_FIRST_ITEM,   /* a value or ']' */
    STATE_FIRST_KEY,    /* a key or '}' */
    STATE_AFTER_KEY,    /* ':' and a value */
    STATE_AFTER_ITEM,   /* ',' and a value, or ']' */
    STATE_AFTER_MEMBER, /* ',' and a key, or '}' */
    STATE_DONE          /* nothing */
};

void mlt_json_init(mlt_json *json, mltest_context *ctx, const char *file, const char *bytes,
                   size_t n)
{
    memset(json, 0, sizeof *json);
    json->ctx = ctx;
    json->file = file;
    json->bytes = bytes;
    json->n = n;
    json->first_line = 1;
    json->state = STATE_VALUE;
    mlt_text_init(&json->text, ctx);
}

void mlt_json_free(mlt_json *json)
{
    mlt_free(json->ctx, json->stack);
    mlt_text_free(&json->text);
}

/* Where the last event began; *column counts from 1. */
static mlt_where place(const mlt_json *json, uint64_t *column)
{
    int64_t line = json->first_line;
    uint64_t start = json->line_start;
    for (size_t i = 0; i < json->token && i < json->n; i++) {
        if (json->bytes[i] == '\n') {
            line++;
            start = json->before + i + 1;
        }
    }
    *column = json->before + json->token - start + 1;
    return (mlt_where){json->file, line, (int64_t)(json->before + json->token), NULL, NULL};
}

mltest_status mlt_json_fail(mlt_json *json, mltest_error **error, const char *what)
{
    uint64_t column;
    if (error == NULL) /* nobody asks for the place, which takes a look at the whole text */
        return MLTEST_ERR_FORMAT;
    mlt_where where = place(json, &column);
    return mlt_fail_at(error, MLTEST_ERR_FORMAT, where, "column %" PRIu64 ": expected %s", column,
                       what);
}

mltest_status mlt_json_say(const mlt_json *json, mltest_status status, mltest_error **error,
                           const char *message)
{
    uint64_t column;
    mlt_where where = place(json, &column);
    return mlt_fail_at(error, status, where, "column %" PRIu64 ": %s", column, message);
}

/* what: the beginning of "more bytes of text than 100". */
static mltest_status fail_limit(const mlt_json *json, const char *what, uint64_t most,
                                const char *limit, mltest_error **error)
{
    uint64_t column;
    mlt_where where = place(json, &column);
    return mlt_fail_at(error, MLTEST_ERR_LIMIT, where,
                       "column %" PRIu64 ": %s than %" PRIu64 " (limit %s)", column, what, most,
                       limit);
}

static void skip_space(mlt_json *json)
{
    while (json->at < json->n) {
        char c = json->bytes[json->at];
        if (c != ' ' && c != '\n' && c != '\t' && c != '\r')
            break;
        json->at++;
    }
    json->token = json->at;
}

/* The byte at the reading point; 0 at the end (a NUL byte is no JSON either). */
static char here(const mlt_json *json)
{
    return json->at < json->n ? json->bytes[json->at] : '\0';
}

static int after_value(const mlt_json *json)
{
    if (json->depth == 0)
        return STATE_DONE;
    return json->stack[json->depth - 1] == '{' ? STATE_AFTER_MEMBER : STATE_AFTER_ITEM;
}

static mltest_status push(mlt_json *json, char open, mltest_error **error)
{
    uint64_t most = mlt_context_limits(json->ctx)->max_depth;
    if (json->depth >= most)
        return fail_limit(json, "more levels of nesting", most, "max_depth", error);
    if (!mlt_reserve(json->ctx, json->stack, json->cap, json->depth + 1))
        return mlt_fail_memory(error);
    json->stack[json->depth++] = open;
    json->at++;
    json->state = open == '{' ? STATE_FIRST_KEY : STATE_FIRST_ITEM;
    return MLTEST_OK;
}

static void pop(mlt_json *json)
{
    json->at++;
    json->depth--;
    json->state = after_value(json);
}

static mltest_status literal(mlt_json *json, const char *word, mltest_error **error)
{
    size_t n = strlen(word);
    if (json->n - json->at < n || memcmp(json->bytes + json->at, word, n) != 0)
        return mlt_json_fail(json, error, "a value");
    json->at += n;
    json->state = after_value(json);
    return MLTEST_OK;
}

/* NaN, Infinity and -Infinity, which other writers emit; only on request. */
static bool lenient_number(mlt_json *json)
{
    static const struct {
        const char *word;
        double value;
    } words[] = {{"NaN", NAN}, {"Infinity", INFINITY}, {"-Infinity", -INFINITY}};
    char c = here(json);
    for (size_t i = 0; (c == 'N' || c == 'I' || c == '-') && i < 3; i++) {
        size_t n = strlen(words[i].word);
        if (json->n - json->at >= n && memcmp(json->bytes + json->at, words[i].word, n) == 0) {
            json->number = words[i].value;
            json->n_token = n;
            json->at += n;
            json->state = after_value(json);
            return true;
        }
    }
    return false;
}

/* What is expected where no value begins. */
static const char *no_value(const mlt_json *json)
{
    const bool is_mark =
        json->before + json->at == 0 && json->n >= 3 && memcmp(json->bytes, "\xEF\xBB\xBF", 3) == 0;
    return is_mark ? "a value, not a byte order mark (UTF-8 with BOM)" : "a value";
}

static mltest_status number(mlt_json *json, mltest_error **error)
{
    const char *text = json->bytes + json->at, *const end = json->bytes + json->n;
    if (json->lenient_nan && lenient_number(json))
        return MLTEST_OK;
    const char *behind = mlt_json_number_quick(text, end, &json->number);
    size_t n = behind != NULL ? (size_t)(behind - text) : 0;
    if (n == 0 || mlt_json_number_length(behind, (size_t)(end - behind)) > 0) {
        n = mlt_json_number_length(text, (size_t)(end - text));
        if (n == 0 || !mlt_parse_double(text, n, &json->number))
            return mlt_json_fail(json, error, n > 0 ? "a number" : no_value(json));
    }
    if (!json->lenient_nan && !isfinite(json->number))
        return mlt_json_fail(json, error, "a finite number");
    json->n_token = n;
    json->at += n;
    json->state = after_value(json);
    return MLTEST_OK;
}

static mltest_status string(mlt_json *json, mltest_error **error)
{
    const char *wrong = NULL;
    uint64_t most = mlt_context_limits(json->ctx)->max_string;
    size_t used =
        mlt_json_scan_string(json->bytes + json->at, json->n - json->at,
                             most < SIZE_MAX ? (size_t)most : SIZE_MAX, &json->text, &wrong);
    if (!mlt_text_ok(&json->text))
        return mlt_fail_memory(error);
    if (wrong != NULL) {
        json->token = json->at + used;
        return mlt_json_fail(json, error, wrong);
    }
    if (json->text.n > most)
        return fail_limit(json, "more bytes of text", most, "max_string", error);
    json->at += used;
    json->string = mlt_text_string(&json->text);
    json->n_string = json->text.n;
    return MLTEST_OK;
}

static mltest_status value(mlt_json *json, mlt_json_event *event, mltest_error **error)
{
    switch (here(json)) {
    case '{':
        *event = MLT_JSON_OBJECT_BEGIN;
        return push(json, '{', error);
    case '[':
        *event = MLT_JSON_ARRAY_BEGIN;
        return push(json, '[', error);
    case '"':
        *event = MLT_JSON_STRING;
        TRY(string(json, error));
        json->state = after_value(json);
        return MLTEST_OK;
    case 't':
        *event = MLT_JSON_TRUE;
        return literal(json, "true", error);
    case 'f':
        *event = MLT_JSON_FALSE;
        return literal(json, "false", error);
    case 'n':
        *event = MLT_JSON_NULL;
        return literal(json, "null", error);
    default:
        *event = MLT_JSON_NUMBER;
        return number(json, error);
    }
}

static mltest_status key(mlt_json *json, mlt_json_event *event, mltest_error **error)
{
    if (here(json) != '"')
        return mlt_json_fail(json, error, "a key in quotes");
    *event = MLT_JSON_KEY;
    TRY(string(json, error));
    json->state = STATE_AFTER_KEY;
    return MLTEST_OK;
}

/* Takes a separator that must be there, then the space behind it. */
static mltest_status separator(mlt_json *json, char c, const char *what, mltest_error **error)
{
    if (here(json) != c)
        return mlt_json_fail(json, error, what);
    json->at++;
    skip_space(json);
    return MLTEST_OK;
}

static mltest_status in_array(mlt_json *json, mlt_json_event *event, mltest_error **error)
{
    if (here(json) == ']') {
        *event = MLT_JSON_ARRAY_END;
        pop(json);
        return MLTEST_OK;
    }
    if (json->state == STATE_AFTER_ITEM)
        TRY(separator(json, ',', "',' or ']'", error));
    return value(json, event, error);
}

static mltest_status in_object(mlt_json *json, mlt_json_event *event, mltest_error **error)
{
    if (here(json) == '}') {
        *event = MLT_JSON_OBJECT_END;
        pop(json);
        return MLTEST_OK;
    }
    if (json->state == STATE_AFTER_MEMBER)
        TRY(separator(json, ',', "',' or '}'", error));
    return key(json, event, error);
}

static mltest_status take_token(mlt_json *json, mlt_json_event *event, mltest_error **error)
{
    skip_space(json);
    switch (json->state) {
    case STATE_FIRST_ITEM:
    case STATE_AFTER_ITEM:
        return in_array(json, event, error);
    case STATE_FIRST_KEY:
    case STATE_AFTER_MEMBER:
        return in_object(json, event, error);
    case STATE_AFTER_KEY:
        TRY(separator(json, ':', "':'", error));
        return value(json, event, error);
    case STATE_DONE:
        *event = MLT_JSON_END;
        return json->at == json->n ? MLTEST_OK : mlt_json_fail(json, error, "nothing more");
    default:
        return value(json, event, error);
    }
}

/* Takes a token of which more may be behind the window: as long as it ends where that ends, or is
 * wrong, it is read again with more. */
static mltest_status take_from_feed(mlt_json *json, mlt_json_event *event, mltest_error **error)
{
    const size_t depth = json->depth;
    const int state = json->state;
    size_t at = json->at;
    while (!json->feed->ended) {
        const mltest_status status = take_token(json, event, NULL);
        if (status == MLTEST_OK && json->at < json->n)
            return MLTEST_OK;
        json->at = at;
        json->depth = depth;
        json->state = state;
        if (status == MLTEST_ERR_MEMORY)
            return mlt_fail_memory(error);
        if (status != MLTEST_OK && status != MLTEST_ERR_FORMAT)
            break; /* a limit: now with its place */
        TRY(mlt_json_feed_more(json, error));
        at = 0;
    }
    return take_token(json, event, error);
}

static mltest_status take(mlt_json *json, mlt_json_event *event, mltest_error **error)
{
    return json->feed == NULL ? take_token(json, event, error) : take_from_feed(json, event, error);
}

mltest_status mlt_json_next(mlt_json *json, mlt_json_event *event, mltest_error **error)
{
    if (json->peeked) {
        json->peeked = false;
        *event = json->next;
        return MLTEST_OK;
    }
    return take(json, event, error);
}

mltest_status mlt_json_peek(mlt_json *json, mlt_json_event *event, mltest_error **error)
{
    if (!json->peeked) {
        TRY(take(json, &json->next, error));
        json->peeked = true;
    }
    *event = json->next;
    return MLTEST_OK;
}

bool mlt_json_quick_row(mlt_json *json, double *out, size_t n)
{
    const char *p = json->bytes + json->at, *const end = json->bytes + json->n;
    if (!json->peeked || json->next != MLT_JSON_ARRAY_BEGIN)
        return false;
    for (size_t i = 0; i < n; i++) {
        p = mlt_json_number_quick(p, end, &out[i]);
        if (p == NULL || p == end || *p++ != (i + 1 < n ? ',' : ']'))
            return false;
    }
    json->peeked = false;
    json->token = json->at = (size_t)(p - json->bytes) - 1;
    pop(json);
    return true;
}
