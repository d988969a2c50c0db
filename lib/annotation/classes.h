/* SPDX-License-Identifier: MIT */
/*
 * An ordered list of class names; a class index is a place in it.
 */
#ifndef MLT_ANNOTATION_CLASSES_H
#define MLT_ANNOTATION_CLASSES_H

#include "mltest/types.h"

#include <stddef.h>
#include <stdint.h>

typedef struct {
    char **names;
    size_t n, cap;
} mlt_classes;

/* Appends a copy; MLTEST_ERR_INVALID for an empty or repeated name, MLTEST_ERR_LIMIT past
 * max_classes. */
mltest_status mlt_classes_add(mltest_context *ctx, mlt_classes *classes, const char *name,
                              mltest_error **error);
/* The index, or -1. */
int32_t mlt_classes_find(const mlt_classes *classes, const char *name);
/* Replaces what out held; out must be initialised ({0} is empty). */
mltest_status mlt_classes_copy(mltest_context *ctx, mlt_classes *out, const mlt_classes *from,
                               mltest_error **error);
void mlt_classes_free(mltest_context *ctx, mlt_classes *classes);

#endif
