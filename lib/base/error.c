/* SPDX-License-Identifier: MIT */
#include "base/error.h"

#include "base/status.h"
#include "base/text.h"

#include <inttypes.h>
#include <stdarg.h>
#include <stdbool.h>
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

/* What stands in for an error that there was no memory to make: its status is still right. */
static const mltest_error constants[] = {
#define STATUS(name, value, words)                                                                 \
    [-(value)] = {.status = (value), .offset = -1, .message = (char *)(uintptr_t)(words)},
#include "base/status.def"
#undef STATUS
};

static mltest_error *constant(mltest_status status)
{
    const size_t n = sizeof constants / sizeof constants[0];
    size_t i = status < 0 && status > -(mltest_status)n ? (size_t)-status : -MLTEST_ERR_INTERNAL;
    return (mltest_error *)(uintptr_t)&constants[i];
}

static bool is_constant(const mltest_error *error)
{
    return (uintptr_t)error - (uintptr_t)constants < sizeof constants;
}

void mlt_error_free(mltest_error *error)
{
    if (error == NULL || is_constant(error))
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

/* Sets *to to a copy unless text is NULL; false = out of memory. */
static bool copy(char **to, const char *text)
{
    if (text == NULL)
        return true;
    size_t n = strlen(text) + 1;
    char *made = malloc(n);
    if (made == NULL)
        return false;
    memcpy(made, text, n);
    *to = made;
    return true;
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
    mlt_one_line(text);
    return text;
}

static mltest_error *make(mltest_status status, const mlt_where *where, const char *format,
                          va_list args)
{
    mltest_error *error = calloc(1, sizeof *error);
    if (error == NULL)
        return constant(status);
    error->status = status;
    error->line = where->line;
    error->offset = where->offset;
    error->message = compose(where, format, args);
    if (error->message == NULL || !copy(&error->file, where->file) ||
        !copy(&error->sample, where->sample) || !copy(&error->condition, where->condition)) {
        mlt_error_free(error);
        return constant(status);
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
        *error = constant(MLTEST_ERR_MEMORY);
    }
    return MLTEST_ERR_MEMORY;
}

mltest_status mlt_fail_callback(mltest_error **error, const char *function, int32_t code)
{
    mlt_fail(error, MLTEST_ERR_CALLBACK, "the host's %s returned %" PRId32, function, code);
    if (error != NULL && !is_constant(*error))
        (*error)->callback_code = code;
    return MLTEST_ERR_CALLBACK;
}

mltest_status mlt_fail_errno(mltest_error **error, const char *path, const char *what, int err)
{
    char words[128];
    if (strerror_r(err, words, sizeof words) != 0)
        snprintf(words, sizeof words, "error %d", err);
    return mlt_fail_at(error, MLTEST_ERR_IO, MLT_IN_FILE(path), "cannot %s: %s", what, words);
}

void mlt_error_add_where(mltest_error **error, const char *sample, const char *condition)
{
    if (error == NULL || *error == NULL || is_constant(*error))
        return;
    if ((*error)->sample == NULL)
        (void)copy(&(*error)->sample, sample);
    if ((*error)->condition == NULL)
        (void)copy(&(*error)->condition, condition);
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
