/* SPDX-License-Identifier: MIT */
/*
 * The context's inside. Handles keep a reference: mlt_context_ref(NULL) is NULL, and everything
 * accepts NULL for the defaults.
 */
#ifndef MLT_BASE_CONTEXT_H
#define MLT_BASE_CONTEXT_H

#include "mltest/context.h"

typedef struct {
    uint64_t max_side, max_pixels, max_file_bytes, max_depth, max_samples, max_boxes, max_string,
        max_classes, max_path_depth;
} mlt_limits;

mltest_context *mlt_context_ref(mltest_context *ctx);
void mlt_context_unref(mltest_context *ctx);
const mlt_limits *mlt_context_limits(const mltest_context *ctx);
/* The host's file access, or NULL for the file system; *user_data is set beside it. */
const mltest_io *mlt_context_io(const mltest_context *ctx, void **user_data);
/* The host's threads, or NULL for our own. */
const mltest_pool *mlt_context_pool(const mltest_context *ctx, void **user_data);
/* A log line; text is formatted like printf. Does nothing without a log. */
void mlt_log(mltest_context *ctx, int level, const char *format, ...)
    __attribute__((format(printf, 3, 4)));

#endif
