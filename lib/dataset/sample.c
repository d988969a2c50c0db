/* SPDX-License-Identifier: MIT */
#include <inttypes.h>
#include <string.h>

#include "base/alloc.h"
#include "base/context.h"
#include "base/error.h"
#include "base/utf8.h"
#include "dataset/dataset.h"

void mlt_sample_init(mltest_sample *sample, mltest_context *ctx)
{
    *sample = (mltest_sample){.ctx = mlt_context_ref(ctx)};
    mlt_image_init(&sample->pixels, ctx);
}

void mlt_sample_drop_picture(mltest_sample *sample)
{
    mlt_image_free(&sample->pixels);
    mlt_image_init(&sample->pixels, sample->ctx);
    mlt_free(sample->ctx, sample->encoded);
    sample->encoded = NULL;
    sample->n_encoded = 0;
}

void mlt_sample_clear(mltest_sample *sample)
{
    mltest_context *ctx = sample->ctx;
    mlt_sample_drop_picture(sample);
    mlt_free(ctx, sample->id);
    mlt_truths_free(ctx, &sample->truths);
    mlt_polygons_free(ctx, &sample->polygons);
    mlt_tags_free(ctx, &sample->tags);
    *sample = (mltest_sample){.ctx = NULL};
    mlt_context_unref(ctx);
}

mltest_status mlt_sample_set_id(mltest_sample *sample, const char *id, mltest_error **error)
{
    uint64_t limit = mlt_context_limits(sample->ctx)->max_string;
    size_t n = strlen(id);
    if (n == 0)
        return mlt_fail(error, MLTEST_ERR_INVALID, "a sample's id is empty");
    if (n > limit)
        return mlt_fail(error, MLTEST_ERR_LIMIT,
                        "a sample's id has %zu bytes, limit max_string is %" PRIu64, n, limit);
    if (!mlt_utf8_is_plain(id, n))
        return mlt_fail(error, MLTEST_ERR_INVALID,
                        "a sample's id is not UTF-8 without control characters");
    char *copy = mlt_strndup(sample->ctx, id, n);
    if (copy == NULL)
        return mlt_fail_memory(error);
    mlt_free(sample->ctx, sample->id);
    sample->id = copy;
    return MLTEST_OK;
}

static mltest_status copy_parts(mltest_sample *out, const mltest_sample *from, mltest_error **error)
{
    if (from->id != NULL)
        TRY(mlt_sample_set_id(out, from->id, error));
    out->width = from->width;
    out->height = from->height;
    out->labelled = from->labelled;
    TRY(mlt_truths_copy(out->ctx, &out->truths, &from->truths, error));
    TRY(mlt_polygons_copy(out->ctx, &out->polygons, &from->polygons, error));
    return mlt_tags_copy(out->ctx, &out->tags, &from->tags, error);
}

mltest_status mlt_sample_copy(mltest_sample *out, const mltest_sample *from, mltest_error **error)
{
    mltest_sample copy;
    mlt_sample_init(&copy, out->ctx);
    mltest_status status = copy_parts(&copy, from, error);
    if (status != MLTEST_OK) {
        mlt_sample_clear(&copy);
        return status;
    }
    mlt_sample_clear(out);
    *out = copy;
    return MLTEST_OK;
}

mltest_status mlt_sample_set_view(mltest_sample *sample, const mltest_image_view *view,
                                  mltest_error **error)
{
    mlt_image copy;
    mlt_image_init(&copy, sample->ctx);
    mltest_status status = mlt_view_check(sample->ctx, view, error);
    if (status == MLTEST_OK)
        status = mlt_image_copy_view(&copy, view, error);
    if (status != MLTEST_OK) {
        mlt_image_free(&copy);
        return status;
    }
    mlt_sample_drop_picture(sample);
    sample->pixels = copy;
    return MLTEST_OK;
}

mltest_status mlt_sample_set_encoded(mltest_sample *sample, const void *bytes, size_t n_bytes,
                                     mltest_error **error)
{
    uint64_t limit = mlt_context_limits(sample->ctx)->max_file_bytes;
    if (n_bytes > limit)
        return mlt_fail(error, MLTEST_ERR_LIMIT,
                        "a picture file has %zu bytes, limit max_file_bytes is %" PRIu64, n_bytes,
                        limit);
    void *copy = mlt_alloc(sample->ctx, n_bytes);
    if (copy == NULL)
        return mlt_fail_memory(error);
    memcpy(copy, bytes, n_bytes);
    mlt_sample_drop_picture(sample);
    sample->encoded = copy;
    sample->n_encoded = n_bytes;
    return MLTEST_OK;
}
