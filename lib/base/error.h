/* SPDX-License-Identifier: MIT */
/*
 * Making error objects, and the flow of failing functions:
 *
 *     TRY(mlt_file_read(ctx, path, &bytes, error));
 *     if (width > limits->max_side)
 *         return mlt_fail(error, MLTEST_ERR_LIMIT, "%s: %u pixels wide, limit %" PRIu64, ...);
 *
 * A later failure replaces an error already in *error only through mlt_fail*(), which frees it.
 */
#ifndef MLT_BASE_ERROR_H
#define MLT_BASE_ERROR_H

#include "mltest/error.h"

/* Where a failure is; unknown parts are NULL, 0 (line) or -1 (offset). */
typedef struct {
    const char *file;
    int64_t line;
    int64_t offset;
    const char *sample;
    const char *condition;
} mlt_where;

#define MLT_NOWHERE ((mlt_where){NULL, 0, -1, NULL, NULL})
#define MLT_IN_FILE(path) ((mlt_where){(path), 0, -1, NULL, NULL})

/* Each returns its status, so that "return mlt_fail(...)" reads well. error may be NULL. */
mltest_status mlt_fail(mltest_error **error, mltest_status status, const char *format, ...)
    __attribute__((format(printf, 3, 4)));
/* The message is prefixed by the place: "FILE:LINE: ", "FILE: byte N: ", "FILE: ". */
mltest_status mlt_fail_at(mltest_error **error, mltest_status status, mlt_where where,
                          const char *format, ...) __attribute__((format(printf, 4, 5)));
mltest_status mlt_fail_memory(mltest_error **error);
/* A host callback returned code. */
mltest_status mlt_fail_callback(mltest_error **error, const char *function, int32_t code);
/* An operating-system call failed: "PATH: cannot WHAT: strerror". */
mltest_status mlt_fail_errno(mltest_error **error, const char *path, const char *what, int err);
/* Fills in sample or condition of an existing error (NULL = leave); keeps its message. */
void mlt_error_add_where(mltest_error **error, const char *sample, const char *condition);
/* *error = NULL, if error is not NULL; every public entry point does this first. */
void mlt_error_clear(mltest_error **error);

/* Reading; error may be NULL. Results are never NULL. */
typedef enum {
    MLT_ERROR_MESSAGE,
    MLT_ERROR_FILE,
    MLT_ERROR_SAMPLE,
    MLT_ERROR_CONDITION
} mlt_error_part;
const char *mlt_error_text(const mltest_error *error, mlt_error_part part);
mltest_status mlt_error_status(const mltest_error *error);
int64_t mlt_error_line(const mltest_error *error);
int64_t mlt_error_offset(const mltest_error *error);
int32_t mlt_error_callback_code(const mltest_error *error);
void mlt_error_free(mltest_error *error);

#define TRY(call)                                                                                  \
    do {                                                                                           \
        mltest_status try_status_ = (call);                                                        \
        if (try_status_ != MLTEST_OK)                                                              \
            return try_status_;                                                                    \
    } while (0)

/* The same for functions with one exit: sets `status` and jumps to `done`. */
#define TRY_GOTO(call)                                                                             \
    do {                                                                                           \
        status = (call);                                                                           \
        if (status != MLTEST_OK)                                                                   \
            goto done;                                                                             \
    } while (0)

#endif
