/* SPDX-License-Identifier: MIT */
/*
 * One line from a child, read as an answer (doc/process-predictor.md). The line is hostile.
 */
#ifndef MLT_PREDICTOR_REPLY_H
#define MLT_PREDICTOR_REPLY_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "annotation/box.h"
#include "annotation/classes.h"
#include "base/text.h"

typedef enum {
    MLT_REPLY_NONE,
    MLT_REPLY_DETECTIONS,
    MLT_REPLY_CLASSES,
    MLT_REPLY_ERROR
} mlt_reply_kind;

typedef struct {
    mlt_box box; /* of a detection */
    double score;
    int64_t cls; /* -1: a name or number that is no class */
} mlt_reply_item;

typedef struct {
    mltest_context *ctx; /* borrowed */
    bool has_id;         /* also when the rest is broken: whose answer it is */
    uint64_t id;
    mlt_reply_kind kind;
    mlt_reply_item *items;
    size_t n, cap;
    mlt_text message; /* of MLT_REPLY_ERROR */
} mlt_reply;

void mlt_reply_init(mlt_reply *reply, mltest_context *ctx);
/*
 * Reads a line over what the reply held before. Names of classes are looked up in `classes`.
 * MLTEST_ERR_FORMAT or MLTEST_ERR_LIMIT with what was expected, or MLTEST_ERR_MEMORY.
 */
mltest_status mlt_reply_parse(mlt_reply *reply, const char *line, size_t n,
                              const mlt_classes *classes, mltest_error **error);
void mlt_reply_free(mlt_reply *reply);

#endif
