/* SPDX-License-Identifier: MIT */
#include "dataset/dataset.h"

#include <inttypes.h>
#include <stdatomic.h>
#include <string.h>

#include "base/alloc.h"
#include "base/context.h"
#include "base/error.h"
#include "base/utf8.h"

mltest_dataset *mlt_dataset_ref(mltest_dataset *dataset)
{
    atomic_fetch_add_explicit(&dataset->refs, 1, memory_order_relaxed);
    return dataset;
}

static void destroy(mltest_dataset *dataset)
{
    mltest_context *ctx = dataset->ctx;
    if (dataset->state != NULL)
        dataset->source->destroy(dataset->state);
    for (size_t i = 0; i < dataset->n; i++)
        mlt_sample_clear(&dataset->samples[i]);
    mlt_free(ctx, dataset->samples);
    mlt_free(ctx, dataset->ids.slots);
    mlt_oddities_free(dataset);
    mlt_classes_free(ctx, &dataset->classes);
    mlt_names_free(ctx, &dataset->splits);
    mlt_free(ctx, dataset->name);
    mlt_free(ctx, dataset->root);
    pthread_mutex_destroy(&dataset->lock);
    mlt_free(ctx, dataset);
    mlt_context_unref(ctx);
}

void mlt_dataset_unref(mltest_dataset *dataset)
{
    if (dataset != NULL && atomic_fetch_sub_explicit(&dataset->refs, 1, memory_order_acq_rel) == 1)
        destroy(dataset);
}

mltest_status mlt_dataset_make(mltest_dataset **out, mltest_context *ctx, const char *name,
                               const char *root, const mlt_source *source, mltest_error **error)
{
    mltest_dataset *dataset = mlt_alloc_zero(ctx, 1, sizeof *dataset);
    if (dataset == NULL)
        return mlt_fail_memory(error);
    if (pthread_mutex_init(&dataset->lock, NULL) != 0) {
        mlt_free(ctx, dataset);
        return mlt_fail_memory(error);
    }
    atomic_init(&dataset->refs, 1);
    dataset->ctx = mlt_context_ref(ctx);
    dataset->source = source;
    dataset->name = mlt_strdup(ctx, name);
    dataset->root = mlt_strdup(ctx, root);
    if (dataset->name == NULL || dataset->root == NULL) {
        mlt_dataset_unref(dataset);
        return mlt_fail_memory(error);
    }
    *out = dataset;
    return MLTEST_OK;
}

mltest_status mlt_dataset_add_split(mltest_dataset *dataset, const char *name, size_t n,
                                    mltest_error **error)
{
    char *copy = mlt_strndup(dataset->ctx, name, n);
    if (copy == NULL)
        return mlt_fail_memory(error);
    mltest_status status = MLTEST_OK;
    size_t i = 0;
    while (i < dataset->splits.n && strcmp(dataset->splits.items[i], copy) != 0)
        i++;
    if (i == dataset->splits.n && n > 0 && mlt_utf8_is_plain(copy, n))
        status = mlt_names_add(dataset->ctx, &dataset->splits, copy, error);
    mlt_free(dataset->ctx, copy);
    return status;
}

mltest_status mlt_dataset_append(mltest_dataset *dataset, mltest_sample **out, mltest_error **error)
{
    uint64_t limit = mlt_context_limits(dataset->ctx)->max_samples;
    if (dataset->n >= limit)
        return mlt_fail(error, MLTEST_ERR_LIMIT,
                        "%s: more than %" PRIu64 " samples (limit max_samples)", dataset->name,
                        limit);
    if (!mlt_reserve(dataset->ctx, dataset->samples, dataset->cap, dataset->n + 1))
        return mlt_fail_memory(error);
    *out = &dataset->samples[dataset->n++];
    mlt_sample_init(*out, dataset->ctx);
    return MLTEST_OK;
}

void mlt_dataset_drop_last(mltest_dataset *dataset)
{
    mlt_sample_clear(&dataset->samples[--dataset->n]);
}
