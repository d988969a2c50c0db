/* SPDX-License-Identifier: MIT */
#include <inttypes.h>
#include <string.h>

#include "base/alloc.h"
#include "base/context.h"
#include "base/error.h"
#include "base/utf8.h"
#include "dataset/reader.h"

static mltest_status add_class(mltest_dataset *dataset, const char *name, size_t n,
                               mltest_error **error)
{
    uint64_t limit = mlt_context_limits(dataset->ctx)->max_string;
    if (n > limit)
        return mlt_fail(error, MLTEST_ERR_LIMIT,
                        "a class name has %zu bytes, limit max_string is %" PRIu64, n, limit);
    if (!mlt_utf8_is_plain(name, n))
        return mlt_fail(error, MLTEST_ERR_INVALID,
                        "a class name is not UTF-8 without control characters");
    char *copy = mlt_strndup(dataset->ctx, name, n);
    if (copy == NULL)
        return mlt_fail_memory(error);
    mltest_status status = mlt_classes_add(dataset->ctx, &dataset->classes, copy, error);
    mlt_free(dataset->ctx, copy);
    return status;
}

mltest_status mlt_dataset_add_classes(mltest_dataset *dataset, const char *const *names, size_t n,
                                      mltest_error **error)
{
    for (size_t i = 0; i < n; i++) {
        if (names[i] == NULL)
            return mlt_fail(error, MLTEST_ERR_INVALID, "class name %zu is NULL", i);
        TRY(add_class(dataset, names[i], strlen(names[i]), error));
    }
    return MLTEST_OK;
}

/* The same failure, with the place in the file it came from. */
static mltest_status at_line(const char *path, int64_t line, mltest_status status,
                             mltest_error *inner, mltest_error **error)
{
    mlt_where where = MLT_NOWHERE;
    where.file = path;
    where.line = line;
    if (status == MLTEST_ERR_MEMORY)
        mlt_fail_memory(error);
    else
        mlt_fail_at(error, status == MLTEST_ERR_INVALID ? MLTEST_ERR_FORMAT : status, where, "%s",
                    mlt_error_text(inner, MLT_ERROR_MESSAGE));
    mlt_error_free(inner);
    return status == MLTEST_ERR_INVALID ? MLTEST_ERR_FORMAT : status;
}

static mltest_status add_lines(mltest_dataset *dataset, const char *path, const char *bytes,
                               size_t n_bytes, mltest_error **error)
{
    mlt_lines lines = mlt_lines_of(bytes, n_bytes);
    const char *line;
    size_t n;
    while (mlt_lines_next(&lines, &line, &n)) {
        mltest_error *inner = NULL;
        mltest_status status = add_class(dataset, line, n, &inner);
        if (status != MLTEST_OK)
            return at_line(path, lines.number, status, inner, error);
    }
    if (dataset->classes.n == 0)
        return mlt_fail(error, MLTEST_ERR_FORMAT, "%s: no class name in it, one a line expected",
                        path);
    return MLTEST_OK;
}

mltest_status mlt_dataset_read_classes(mltest_dataset *dataset, const char *path,
                                       mltest_error **error)
{
    char *bytes;
    size_t n;
    TRY(mlt_file_read(dataset->ctx, path, &bytes, &n, error));
    mltest_status status = add_lines(dataset, path, bytes, n, error);
    mlt_free(dataset->ctx, bytes);
    return status;
}
