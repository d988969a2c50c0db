/* SPDX-License-Identifier: MIT */
#include "annotation/classes.h"

#include "base/alloc.h"
#include "base/context.h"
#include "base/error.h"

#include <inttypes.h>
#include <string.h>

/* Appends without looking for repeats. */
static mltest_status append(mltest_context *ctx, mlt_classes *classes, const char *name,
                            mltest_error **error)
{
    if (!mlt_reserve(ctx, classes->names, classes->cap, classes->n + 1))
        return mlt_fail_memory(error);
    char *copy = mlt_strdup(ctx, name);
    if (!copy)
        return mlt_fail_memory(error);
    classes->names[classes->n++] = copy;
    return MLTEST_OK;
}

mltest_status mlt_classes_add(mltest_context *ctx, mlt_classes *classes, const char *name,
                              mltest_error **error)
{
    uint64_t limit = mlt_context_limits(ctx)->max_classes;
    if (!name || name[0] == '\0')
        return mlt_fail(error, MLTEST_ERR_INVALID, "a class name is empty");
    if (classes->n >= limit || classes->n >= INT32_MAX)
        return mlt_fail(error, MLTEST_ERR_LIMIT, "more than %" PRIu64 " classes", limit);
    if (mlt_classes_find(classes, name) >= 0)
        return mlt_fail(error, MLTEST_ERR_INVALID, "class \"%s\" is listed twice", name);
    return append(ctx, classes, name, error);
}

int32_t mlt_classes_find(const mlt_classes *classes, const char *name)
{
    for (size_t i = 0; i < classes->n; i++)
        if (strcmp(classes->names[i], name) == 0)
            return (int32_t)i;
    return -1;
}

mltest_status mlt_classes_copy(mltest_context *ctx, mlt_classes *out, const mlt_classes *from,
                               mltest_error **error)
{
    mlt_classes copy = {NULL, 0, 0};
    for (size_t i = 0; i < from->n; i++) {
        mltest_status status = append(ctx, &copy, from->names[i], error);
        if (status != MLTEST_OK) {
            mlt_classes_free(ctx, &copy);
            return status;
        }
    }
    mlt_classes_free(ctx, out);
    *out = copy;
    return MLTEST_OK;
}

void mlt_classes_free(mltest_context *ctx, mlt_classes *classes)
{
    for (size_t i = 0; i < classes->n; i++)
        mlt_free(ctx, classes->names[i]);
    mlt_free(ctx, classes->names);
    *classes = (mlt_classes){NULL, 0, 0};
}
