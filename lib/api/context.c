/* SPDX-License-Identifier: MIT */
#include "base/context.h"

#include "api/check.h"
#include "perturb/photographs.h"

mltest_status mltest_context_new(mltest_context **out, const mltest_allocator *allocator,
                                 void *allocator_data, mltest_error **error)
{
    ENTRY(error);
    NEED_OUT(out);
    return mlt_context_make(out, allocator, allocator_data, error);
}

mltest_status mltest_context_set_log(mltest_context *ctx, const mltest_log *log, void *user_data,
                                     mltest_error **error)
{
    ENTRY(error);
    NEED(ctx);
    return mlt_context_set_log(ctx, log, user_data, error);
}

mltest_status mltest_context_set_io(mltest_context *ctx, const mltest_io *io, void *user_data,
                                    mltest_error **error)
{
    ENTRY(error);
    NEED(ctx);
    return mlt_context_set_io(ctx, io, user_data, error);
}

mltest_status mltest_context_set_pool(mltest_context *ctx, const mltest_pool *pool, void *user_data,
                                      mltest_error **error)
{
    ENTRY(error);
    NEED(ctx);
    return mlt_context_set_pool(ctx, pool, user_data, error);
}

mltest_status mltest_context_set_limit(mltest_context *ctx, const char *name, uint64_t value,
                                       mltest_error **error)
{
    ENTRY(error);
    NEED(ctx);
    NEED(name);
    return mlt_context_set_limit(ctx, name, value, error);
}

mltest_status mltest_context_get_limit(const mltest_context *ctx, const char *name, uint64_t *value)
{
    if (name == NULL || value == NULL)
        return MLTEST_ERR_INVALID;
    mlt_limits limits = *mlt_context_limits(ctx);
    const uint64_t *limit = mlt_limit_by_name(&limits, name);
    if (limit == NULL)
        return MLTEST_ERR_NOT_FOUND;
    *value = *limit;
    return MLTEST_OK;
}

mltest_status mltest_context_set_frost_photographs(mltest_context *ctx, const char *folder,
                                                   mltest_error **error)
{
    mlt_photographs *photographs = NULL;
    ENTRY(error);
    NEED(ctx);
    if (folder != NULL)
        TRY(mlt_photographs_open(&photographs, ctx, folder, error));
    mlt_context_set_photographs(ctx, photographs, mlt_photographs_free);
    return MLTEST_OK;
}

void mltest_context_free(mltest_context *ctx)
{
    mlt_context_unref(ctx);
}
