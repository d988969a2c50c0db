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
        max_classes, max_path_depth, max_threads;
} mlt_limits;

mltest_status mlt_context_make(mltest_context **out, const mltest_allocator *allocator,
                               void *allocator_data, mltest_error **error);
mltest_status mlt_context_set_log(mltest_context *ctx, const mltest_log *log, void *user_data,
                                  mltest_error **error);
mltest_status mlt_context_set_io(mltest_context *ctx, const mltest_io *io, void *user_data,
                                 mltest_error **error);
mltest_status mlt_context_set_pool(mltest_context *ctx, const mltest_pool *pool, void *user_data,
                                   mltest_error **error);
mltest_status mlt_context_set_limit(mltest_context *ctx, const char *name, uint64_t value,
                                    mltest_error **error);
/* NULL for an unknown name. */
uint64_t *mlt_limit_by_name(mlt_limits *limits, const char *name);
/* The allocator itself; base/alloc.h is what everything else uses. */
void *mlt_context_allocate(mltest_context *ctx, size_t n);
void *mlt_context_reallocate(mltest_context *ctx, void *p, size_t n);
void mlt_context_release(mltest_context *ctx, void *p);
mltest_context *mlt_context_ref(mltest_context *ctx);
void mlt_context_unref(mltest_context *ctx);
const mlt_limits *mlt_context_limits(const mltest_context *ctx);
/* The host's file access, or NULL for the file system; *user_data is set beside it. */
const mltest_io *mlt_context_io(const mltest_context *ctx, void **user_data);
/* The host's threads, or NULL for our own. */
const mltest_pool *mlt_context_pool(const mltest_context *ctx, void **user_data);
/* Photographs of frost: perturb/photographs.h has the type. They are of the context's memory and go
 * with it; NULL takes away those that were set. */
typedef struct mlt_photographs mlt_photographs;
void mlt_context_set_photographs(mltest_context *ctx, mlt_photographs *photographs,
                                 void (*destroy)(mltest_context *ctx,
                                                 mlt_photographs *photographs));
const mlt_photographs *mlt_context_photographs(const mltest_context *ctx);
/* A log line; text is formatted like printf. Does nothing without a log. */
void mlt_log(mltest_context *ctx, int level, const char *format, ...)
    __attribute__((format(printf, 3, 4)));

#endif
