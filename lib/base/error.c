/* SPDX-License-Identifier: MIT */
#include "base/error.h"

#include "base/status.h"

#include <inttypes.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* The only user of malloc besides the default allocator: see mltest/error.h. */
struct mltest_error {
    mltest_status status;
    int32_t callback_code;
    int64_t line, offset;
    char *message, *file, *sample, *condition; /* NULL counts as "" */
};

static const mltest_error out_of_memory = {
    .status = MLTEST_ERR_MEMORY, .offset = -1, .message = (char *)(uintptr_t) "out of memory"};

static mltest_error *constant(void)
{
    return (mltest_error *)(uintptr_t)&out_of_memory;
}

void mlt_error_free(mltest_error *error)
{
    if (error == NULL || error == constant())
        return;
    free(error->message);
    free(error->file);
    free(error->sample);
    free(error->condition);
    free(error);
}

void mlt_error_clear(mltest_error **error)
{
    if (error != NULL)
        *error = NULL;
}

static char *copy(const char *text)
{
    if (text == NULL)
        return NULL;
    size_t n = strlen(text) + 1;
    char *to = malloc(n);
    if (to != NULL)
        memcpy(to, text, n);
    return to;
}

/* "FILE:LINE: ", "FILE: byte N: ", "FILE: " or nothing. */
static int place(char *out, size_t room, const mlt_where *where)
{
    if (where->file == NULL)
        return snprintf(out, room, "%s", "");
    if (where->line > 0)
        return snprintf(out, room, "%s:%" PRId64 ": ", where->file, where->line);
    if (where->offset >= 0)
        return snprintf(out, room, "%s: byte %" PRId64 ": ", where->file, where->offset);
    return snprintf(out, room, "%s: ", where->file);
}

/* The place and the formatted text in one string; NULL without memory. */
static char *compose(const mlt_where *where, const char *format, va_list args)
{
    va_list again;
    va_copy(again, args);
    int head = place(NULL, 0, where);
    int body = vsnprintf(NULL, 0, format, again);
    va_end(again);
    if (head < 0 || body < 0)
        return NULL;
    size_t room = (size_t)head + (size_t)body + 1;
    char *text = malloc(room);
    if (text == NULL)
        return NULL;
    place(text, room, where);
    vsnprintf(text + head, room - (size_t)head, format, args);
    return text;
}

static mltest_error *make(mltest_status status, const mlt_where *where, const char *format,
                          va_list args)
{
    mltest_error *error = calloc(1, sizeof *error);
    if (error == NULL)
        return constant();
    error->status = status;
    error->line = where->line;
    error->offset = where->offset;
    error->message = compose(where, format, args);
    error->file = copy(where->file);
    error->sample = copy(where->sample);
    error->condition = copy(where->condition);
    if (error->message == NULL) {
        mlt_error_free(error);
        return constant();
    }
    return error;
}

mltest_status mlt_fail_at(mltest_error **error, mltest_status status, mlt_where where,
                          const char *format, ...)
{
    if (error == NULL)
        return status;
    va_list args;
    va_start(args, format);
    mltest_error *made = make(status, &where, format, args);
    va_end(args);
    mlt_error_free(*error); /* a cause that this failure replaces */
    *error = made;
    return status;
}

mltest_status mlt_fail(mltest_error **error, mltest_status status, const char *format, ...)
{
    if (error == NULL)
        return status;
    mlt_where nowhere = MLT_NOWHERE;
    va_list args;
    va_start(args, format);
    mltest_error *made = make(status, &nowhere, format, args);
    va_end(args);
    mlt_error_free(*error);
    *error = made;
    return status;
}

mltest_status mlt_fail_memory(mltest_error **error)
{
    if (error != NULL) {
        mlt_error_free(*error);
        *error = constant();
    }
    return MLTEST_ERR_MEMORY;
}

mltest_status mlt_fail_callback(mltest_error **error, const char *function, int32_t code)
{
    mlt_fail(error, MLTEST_ERR_CALLBACK, "the host's %s returned %" PRId32, function, code);
    if (error != NULL && *error != constant())
        (*error)->callback_code = code;
    return MLTEST_ERR_CALLBACK;
}

mltest_status mlt_fail_errno(mltest_error **error, const char *path, const char *what, int err)
{
    char words[128];
    mlt_where where = {path, 0, -1, NULL, NULL};
    if (strerror_r(err, words, sizeof words) != 0)
        snprintf(words, sizeof words, "error %d", err);
    return mlt_fail_at(error, MLTEST_ERR_IO, where, "cannot %s: %s", what, words);
}

void mlt_error_add_where(mltest_error **error, const char *sample, const char *condition)
{
    if (error == NULL || *error == NULL || *error == constant())
        return;
    if (sample != NULL && (*error)->sample == NULL)
        (*error)->sample = copy(sample);
    if (condition != NULL && (*error)->condition == NULL)
        (*error)->condition = copy(condition);
}

const char *mlt_error_text(const mltest_error *error, mlt_error_part part)
{
    const char *text = NULL;
    if (error != NULL) {
        text = part == MLT_ERROR_MESSAGE  ? error->message
               : part == MLT_ERROR_FILE   ? error->file
               : part == MLT_ERROR_SAMPLE ? error->sample
                                          : error->condition;
    }
    return text != NULL ? text : "";
}

mltest_status mlt_error_status(const mltest_error *error)
{
    return error != NULL ? error->status : MLTEST_OK;
}

int64_t mlt_error_line(const mltest_error *error)
{
    return error != NULL ? error->line : 0;
}

int64_t mlt_error_offset(const mltest_error *error)
{
    return error != NULL ? error->offset : -1;
}

int32_t mlt_error_callback_code(const mltest_error *error)
{
    return error != NULL ? error->callback_code : 0;
}
