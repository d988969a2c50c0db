/* SPDX-License-Identifier: MIT */
#include "base/context.h"

#include "base/alloc.h"
#include "base/error.h"
#include "base/text.h"
#include "base/vtable.h"

#include <pthread.h>
#include <stdarg.h>
#include <stdatomic.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

struct mltest_context {
    _Atomic uint32_t refs;
    mltest_allocator allocator;
    void *allocator_data;
    mltest_log log;
    void *log_data;
    pthread_mutex_t log_lock;
    mltest_io io;
    void *io_data;
    mltest_pool pool;
    void *pool_data;
    mlt_limits limits;
    mlt_photographs *photographs;
    void (*destroy_photographs)(mltest_context *ctx, mlt_photographs *photographs);
};

static const mlt_limits default_limits = {
    .max_side = 16384,
    .max_pixels = 134217728,
    .max_file_bytes = 4294967296,
    .max_depth = 128,
    .max_samples = 10000000,
    .max_boxes = 100000,
    .max_string = 1048576,
    .max_classes = 100000,
    .max_path_depth = 64,
    .max_threads = 256,
};

static void *default_allocate(void *user_data, size_t n)
{
    (void)user_data;
    return malloc(n);
}

static void *default_reallocate(void *user_data, void *p, size_t n)
{
    (void)user_data;
    return realloc(p, n);
}

static void default_release(void *user_data, void *p)
{
    (void)user_data;
    free(p);
}

static mltest_status read_allocator(mltest_allocator *own, const mltest_allocator *allocator,
                                    mltest_error **error)
{
    *own = (mltest_allocator){.struct_size = sizeof *own,
                              .allocate = default_allocate,
                              .reallocate = default_reallocate,
                              .release = default_release};
    if (allocator == NULL)
        return MLTEST_OK;
    TRY(mlt_vtable_read(own, sizeof *own, sizeof *own, allocator, 0, "mltest_allocator", error));
    if (own->allocate == NULL || own->reallocate == NULL || own->release == NULL)
        return mlt_fail(error, MLTEST_ERR_INVALID,
                        "mltest_allocator: allocate, reallocate and release must be set");
    return MLTEST_OK;
}

/* Recursive: a host's log may call the library, which may log. */
static void init_lock(pthread_mutex_t *lock)
{
    pthread_mutexattr_t attributes;
    pthread_mutexattr_init(&attributes);
    pthread_mutexattr_settype(&attributes, PTHREAD_MUTEX_RECURSIVE);
    pthread_mutex_init(lock, &attributes);
    pthread_mutexattr_destroy(&attributes);
}

mltest_status mlt_context_make(mltest_context **out, const mltest_allocator *allocator,
                               void *allocator_data, mltest_error **error)
{
    mltest_allocator own;
    TRY(read_allocator(&own, allocator, error));
    mltest_context *ctx = own.allocate(allocator_data, sizeof *ctx);
    if (ctx == NULL)
        return mlt_fail_memory(error);
    memset(ctx, 0, sizeof *ctx);
    ctx->refs = 1;
    ctx->allocator = own;
    ctx->allocator_data = allocator_data;
    ctx->limits = default_limits;
    init_lock(&ctx->log_lock);
    *out = ctx;
    return MLTEST_OK;
}

mltest_context *mlt_context_ref(mltest_context *ctx)
{
    if (ctx != NULL)
        ctx->refs++;
    return ctx;
}

void mlt_context_unref(mltest_context *ctx)
{
    if (ctx == NULL || --ctx->refs > 0)
        return;
    mlt_context_set_photographs(ctx, NULL, NULL);
    if (ctx->pool.destroy != NULL)
        ctx->pool.destroy(ctx->pool_data);
    if (ctx->io.destroy != NULL)
        ctx->io.destroy(ctx->io_data);
    if (ctx->log.destroy != NULL)
        ctx->log.destroy(ctx->log_data);
    pthread_mutex_destroy(&ctx->log_lock);
    mltest_allocator allocator = ctx->allocator;
    void *data = ctx->allocator_data;
    allocator.release(data, ctx);
    if (allocator.destroy != NULL)
        allocator.destroy(data);
}

mltest_status mlt_context_set_log(mltest_context *ctx, const mltest_log *log, void *user_data,
                                  mltest_error **error)
{
    mltest_log own;
    TRY(mlt_vtable_read(&own, sizeof own, sizeof own, log, 0, "mltest_log", error));
    if (own.line == NULL)
        return mlt_fail(error, MLTEST_ERR_INVALID, "mltest_log: line must be set");
    if (ctx->log.destroy != NULL)
        ctx->log.destroy(ctx->log_data);
    ctx->log = own;
    ctx->log_data = user_data;
    return MLTEST_OK;
}

mltest_status mlt_context_set_io(mltest_context *ctx, const mltest_io *io, void *user_data,
                                 mltest_error **error)
{
    mltest_io own;
    TRY(mlt_vtable_read(&own, sizeof own, sizeof own, io, 0, "mltest_io", error));
    if (own.open == NULL || own.read == NULL || own.close == NULL)
        return mlt_fail(error, MLTEST_ERR_INVALID, "mltest_io: open, read and close must be set");
    if (ctx->io.destroy != NULL)
        ctx->io.destroy(ctx->io_data);
    ctx->io = own;
    ctx->io_data = user_data;
    return MLTEST_OK;
}

mltest_status mlt_context_set_pool(mltest_context *ctx, const mltest_pool *pool, void *user_data,
                                   mltest_error **error)
{
    mltest_pool own;
    TRY(mlt_vtable_read(&own, sizeof own, sizeof own, pool, 0, "mltest_pool", error));
    if (own.run == NULL)
        return mlt_fail(error, MLTEST_ERR_INVALID, "mltest_pool: run must be set");
    if (ctx->pool.destroy != NULL)
        ctx->pool.destroy(ctx->pool_data);
    ctx->pool = own;
    ctx->pool_data = user_data;
    return MLTEST_OK;
}

uint64_t *mlt_limit_by_name(mlt_limits *limits, const char *name)
{
    const struct {
        const char *name;
        uint64_t *value;
    } all[] = {
        {"max_side", &limits->max_side},
        {"max_pixels", &limits->max_pixels},
        {"max_file_bytes", &limits->max_file_bytes},
        {"max_depth", &limits->max_depth},
        {"max_samples", &limits->max_samples},
        {"max_boxes", &limits->max_boxes},
        {"max_string", &limits->max_string},
        {"max_classes", &limits->max_classes},
        {"max_path_depth", &limits->max_path_depth},
        {"max_threads", &limits->max_threads},
    };
    for (size_t i = 0; i < sizeof all / sizeof all[0]; i++) {
        if (strcmp(all[i].name, name) == 0)
            return all[i].value;
    }
    return NULL;
}

mltest_status mlt_context_set_limit(mltest_context *ctx, const char *name, uint64_t value,
                                    mltest_error **error)
{
    uint64_t *limit = mlt_limit_by_name(&ctx->limits, name);
    if (limit == NULL)
        return mlt_fail(error, MLTEST_ERR_NOT_FOUND, "no limit is named '%s'", name);
    if (value == 0)
        return mlt_fail(error, MLTEST_ERR_INVALID, "limit %s must be at least 1", name);
    *limit = value;
    return MLTEST_OK;
}

const mlt_limits *mlt_context_limits(const mltest_context *ctx)
{
    return ctx != NULL ? &ctx->limits : &default_limits;
}

const mltest_io *mlt_context_io(const mltest_context *ctx, void **user_data)
{
    if (ctx == NULL || ctx->io.open == NULL)
        return NULL;
    *user_data = ctx->io_data;
    return &ctx->io;
}

const mltest_pool *mlt_context_pool(const mltest_context *ctx, void **user_data)
{
    if (ctx == NULL || ctx->pool.run == NULL)
        return NULL;
    *user_data = ctx->pool_data;
    return &ctx->pool;
}

void mlt_context_set_photographs(mltest_context *ctx, mlt_photographs *photographs,
                                 void (*destroy)(mltest_context *ctx, mlt_photographs *photographs))
{
    if (ctx->photographs != NULL)
        ctx->destroy_photographs(ctx, ctx->photographs);
    ctx->photographs = photographs;
    ctx->destroy_photographs = destroy;
}

const mlt_photographs *mlt_context_photographs(const mltest_context *ctx)
{
    return ctx != NULL ? ctx->photographs : NULL;
}

/* Ends a text that was cut off with "...", without a piece of a UTF-8 character before it. */
static void mark_cut(char *line, size_t size)
{
    size_t end = size - sizeof "...";
    while (end > 0 && ((unsigned char)line[end] & 0xC0) == 0x80)
        end--;
    memcpy(line + end, "...", sizeof "...");
}

void mlt_log(mltest_context *ctx, int level, const char *format, ...)
{
    char line[1024] = "";
    if (ctx == NULL || ctx->log.line == NULL)
        return;
    va_list args;
    va_start(args, format);
    int n = vsnprintf(line, sizeof line, format, args);
    va_end(args);
    if (n >= (int)sizeof line)
        mark_cut(line, sizeof line);
    mlt_one_line(line);
    pthread_mutex_lock(&ctx->log_lock);
    ctx->log.line(ctx->log_data, level, line);
    pthread_mutex_unlock(&ctx->log_lock);
}

void *mlt_context_allocate(mltest_context *ctx, size_t n)
{
    return ctx != NULL ? ctx->allocator.allocate(ctx->allocator_data, n) : malloc(n);
}

void *mlt_context_reallocate(mltest_context *ctx, void *p, size_t n)
{
    return ctx != NULL ? ctx->allocator.reallocate(ctx->allocator_data, p, n) : realloc(p, n);
}

void mlt_context_release(mltest_context *ctx, void *p)
{
    if (ctx != NULL)
        ctx->allocator.release(ctx->allocator_data, p);
    else
        free(p);
}
