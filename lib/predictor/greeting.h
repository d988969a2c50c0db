/* SPDX-License-Identifier: MIT */
/*
 * A child's first line, which says what model it is (doc/process-predictor.md).
 */
#ifndef MLT_PREDICTOR_GREETING_H
#define MLT_PREDICTOR_GREETING_H

#include <stdbool.h>
#include <stddef.h>

#include "annotation/classes.h"

typedef struct {
    bool has_classes; /* false: it answers in terms of the data set's classes */
    mlt_classes classes;
    char *name, *version; /* NULL: not said */
} mlt_greeting;

/* greeting must be zeroed. MLTEST_ERR_FORMAT or MLTEST_ERR_LIMIT with what was expected, or
 * MLTEST_ERR_MEMORY. Free it in any case. */
mltest_status mlt_greeting_parse(mlt_greeting *greeting, mltest_context *ctx, const char *line,
                                 size_t n, mltest_error **error);
void mlt_greeting_free(mlt_greeting *greeting, mltest_context *ctx);

#endif
