/* SPDX-License-Identifier: MIT */
/*
 * Data sets that a host serves through its own functions.
 */
#include <inttypes.h>

#include "base/alloc.h"
#include "base/context.h"
#include "base/error.h"
#include "base/vtable.h"
#include "dataset/dataset.h"

typedef struct {
    mltest_context *ctx; /* borrowed from the data set */
    mltest_dataset_vtable vtable;
    void *user_data;
    bool is_owner; /* construction has succeeded: destroy is ours to call */
} host_state;

static void destroy_host(void *state)
{
    host_state *host = state;
    if (host->is_owner && host->vtable.destroy != NULL)
        host->vtable.destroy(host->user_data);
    mlt_free(host->ctx, host);
}

static mltest_status returned(const char *function, int32_t code, mltest_error **error)
{
    if (code == MLTEST_CALLBACK_DONE)
        return MLTEST_OK;
    if (code == MLTEST_CALLBACK_STOP)
        return mlt_fail(error, MLTEST_ERR_CANCELLED, "%s asked to stop", function);
    return mlt_fail_callback(error, function, code);
}

static mltest_status call_load(mltest_dataset *dataset, uint64_t i, mltest_sample *scratch,
                               mlt_image *out, mltest_error **error)
{
    host_state *host = dataset->state;
    TRY(mlt_sample_copy(scratch, &dataset->samples[i], error));
    TRY(returned("dataset load", host->vtable.load(host->user_data, i, scratch), error));
    return mlt_dataset_load_sample(dataset, i, scratch, out, error);
}

static mltest_status load_host(mltest_dataset *dataset, uint64_t i, mlt_image *out,
                               mltest_error **error)
{
    mltest_sample scratch;
    mlt_sample_init(&scratch, dataset->ctx);
    mltest_status status = call_load(dataset, i, &scratch, out, error);
    mlt_sample_clear(&scratch);
    return status;
}

static const mlt_source source_one_thread = {
    .format = "host", .any_thread = false, .load = load_host, .destroy = destroy_host};
static const mlt_source source_any_thread = {
    .format = "host", .any_thread = true, .load = load_host, .destroy = destroy_host};

static mltest_status read_vtable(mltest_dataset_vtable *own, const mltest_dataset_vtable *vtable,
                                 mltest_error **error)
{
    TRY(mlt_vtable_read(own, sizeof *own, sizeof *own, vtable, MLTEST_FLAG_ANY_THREAD,
                        "mltest_dataset_vtable", error));
    if (own->count == NULL || own->describe == NULL || own->load == NULL)
        return mlt_fail(error, MLTEST_ERR_INVALID,
                        "mltest_dataset_vtable: count, describe and load must be set");
    return MLTEST_OK;
}

static mltest_status describe(mltest_dataset *dataset, uint64_t i, mltest_error **error)
{
    host_state *host = dataset->state;
    mltest_sample *sample;
    TRY(mlt_dataset_append(dataset, &sample, error));
    TRY(returned("dataset describe", host->vtable.describe(host->user_data, i, sample), error));
    mlt_sample_drop_picture(sample); /* pictures come from load, one at a time */
    return mlt_dataset_admit_last(dataset, error);
}

static mltest_status read_samples(mltest_dataset *dataset, mltest_error **error)
{
    host_state *host = dataset->state;
    uint64_t limit = mlt_context_limits(dataset->ctx)->max_samples;
    uint64_t n = 0;
    TRY(returned("dataset count", host->vtable.count(host->user_data, &n), error));
    if (n > limit)
        return mlt_fail(error, MLTEST_ERR_LIMIT,
                        "%s: %" PRIu64 " samples, limit max_samples is %" PRIu64, dataset->name, n,
                        limit);
    for (uint64_t i = 0; i < n; i++)
        TRY(describe(dataset, i, error));
    return mlt_dataset_seal(dataset, error);
}

static mltest_status attach(mltest_dataset *dataset, const mltest_dataset_vtable *vtable,
                            void *user_data, mltest_error **error)
{
    host_state *host = mlt_alloc_zero(dataset->ctx, 1, sizeof *host);
    if (host == NULL)
        return mlt_fail_memory(error);
    *host = (host_state){.ctx = dataset->ctx, .vtable = *vtable, .user_data = user_data};
    dataset->state = host;
    TRY(read_samples(dataset, error));
    host->is_owner = true;
    return MLTEST_OK;
}

mltest_status mlt_dataset_new_host(mltest_dataset **out, mltest_context *ctx, const char *name,
                                   const char *const *class_names, size_t n_classes,
                                   const mltest_dataset_vtable *vtable, void *user_data,
                                   mltest_error **error)
{
    mltest_dataset_vtable own;
    TRY(read_vtable(&own, vtable, error));
    bool any = (own.flags & MLTEST_FLAG_ANY_THREAD) != 0;
    mltest_dataset *dataset;
    TRY(mlt_dataset_make(&dataset, ctx, name, "", any ? &source_any_thread : &source_one_thread,
                         error));
    mltest_status status = mlt_dataset_add_classes(dataset, class_names, n_classes, error);
    if (status == MLTEST_OK)
        status = attach(dataset, &own, user_data, error);
    if (status != MLTEST_OK) {
        mlt_dataset_unref(dataset);
        return status;
    }
    *out = dataset;
    return MLTEST_OK;
}
