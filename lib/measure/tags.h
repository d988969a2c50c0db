/* SPDX-License-Identifier: MIT */
/*
 * Tags: named numbers and texts of a sample, sorted by name.
 */
#ifndef MLT_MEASURE_TAGS_H
#define MLT_MEASURE_TAGS_H

#include "mltest/types.h"

#include <stddef.h>

typedef struct {
    char *name;
    char *text; /* NULL: the value is `number` */
    double number;
} mlt_tag;

typedef struct {
    mlt_tag *items;
    size_t n, cap;
} mlt_tags;

/* Replaces a tag of that name. text NULL: a number, which must be finite. */
mltest_status mlt_tags_set(mltest_context *ctx, mlt_tags *tags, const char *name, const char *text,
                           double number, mltest_error **error);
const mlt_tag *mlt_tags_find(const mlt_tags *tags, const char *name);
mltest_status mlt_tags_copy(mltest_context *ctx, mlt_tags *out, const mlt_tags *from,
                            mltest_error **error);
void mlt_tags_free(mltest_context *ctx, mlt_tags *tags);

#endif
