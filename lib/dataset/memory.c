/* SPDX-License-Identifier: MIT */
/*
 * Data sets that a host builds sample by sample.
 */
#include <stdatomic.h>

#include "base/error.h"
#include "dataset/dataset.h"

static mltest_status load_memory(mltest_dataset *dataset, uint64_t i, mlt_image *out,
                                 mltest_error **error)
{
    return mlt_dataset_load_sample(dataset, i, &dataset->samples[i], out, error);
}

static const mlt_source source = {.format = "memory", .any_thread = true, .load = load_memory};

mltest_status mlt_dataset_new_memory(mltest_dataset **out, mltest_context *ctx, const char *name,
                                     const char *const *class_names, size_t n_classes,
                                     mltest_error **error)
{
    mltest_dataset *dataset;
    TRY(mlt_dataset_make(&dataset, ctx, name, "", &source, error));
    mltest_status status = mlt_dataset_add_classes(dataset, class_names, n_classes, error);
    if (status != MLTEST_OK) {
        mlt_dataset_unref(dataset);
        return status;
    }
    *out = dataset;
    return MLTEST_OK;
}

static mltest_status copy_picture(mltest_sample *out, const mltest_sample *from,
                                  mltest_error **error)
{
    if (from->encoded != NULL)
        return mlt_sample_set_encoded(out, from->encoded, from->n_encoded, error);
    mltest_image_view view = mlt_image_view(&from->pixels);
    TRY(mlt_sample_set_view(out, &view, error));
    if (out->width == 0 && out->height == 0) {
        out->width = view.width;
        out->height = view.height;
    }
    return MLTEST_OK;
}

static mltest_status fill_last(mltest_dataset *dataset, const mltest_sample *from,
                               mltest_error **error)
{
    mltest_sample *sample = &dataset->samples[dataset->n - 1];
    TRY(mlt_sample_copy(sample, from, error));
    TRY(copy_picture(sample, from, error));
    TRY(mlt_dataset_admit_last(dataset, error));
    return mlt_dataset_seal(dataset, error);
}

mltest_status mlt_dataset_add(mltest_dataset *dataset, const mltest_sample *sample,
                              mltest_error **error)
{
    if (dataset->source != &source)
        return mlt_fail(error, MLTEST_ERR_INVALID,
                        "%s: only data sets made in memory can be added to", dataset->name);
    if (atomic_load_explicit(&dataset->refs, memory_order_acquire) > 1)
        return mlt_fail(error, MLTEST_ERR_INVALID, "%s: the data set is in use", dataset->name);
    if (sample->encoded == NULL && sample->pixels.data == NULL)
        return mlt_fail(error, MLTEST_ERR_INVALID, "the sample has no pixels");
    mltest_sample *room;
    TRY(mlt_dataset_append(dataset, &room, error));
    mltest_status status = fill_last(dataset, sample, error);
    if (status != MLTEST_OK)
        mlt_dataset_drop_last(dataset);
    return status;
}
