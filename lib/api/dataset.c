/* SPDX-License-Identifier: MIT */
#include "dataset/writer.h"
#include "suite/suite.h"

#include <inttypes.h>
#include <string.h>

#include "api/check.h"
#include "api/handles.h"
#include "base/alloc.h"
#include "base/fpenv.h"
#include "base/utf8.h"

mltest_status mltest_dataset_open(mltest_dataset **out, mltest_context *ctx, const char *path,
                                  const mltest_options *options, mltest_error **error)
{
    ENTRY(error);
    NEED_OUT(out);
    NEED(path);
    if (path[0] == '\0')
        return mlt_fail(error, MLTEST_ERR_INVALID, "path is empty");
    fenv_t host;
    mlt_fpenv_enter(&host);
    mltest_status status = mlt_dataset_open(out, ctx, path, options, error);
    mlt_fpenv_leave(&host);
    return status;
}

/* What both constructors ask of their arguments. */
static mltest_status check_names(const char *name, const char *const *class_names, size_t n_classes,
                                 mltest_error **error)
{
    NEED(name);
    if (n_classes > 0)
        NEED(class_names);
    if (!mlt_utf8_is_plain(name, strlen(name)))
        return mlt_fail(error, MLTEST_ERR_INVALID, "name is not UTF-8 without control characters");
    return MLTEST_OK;
}

mltest_status mltest_dataset_new(mltest_dataset **out, mltest_context *ctx, const char *name,
                                 const char *const *class_names, size_t n_classes,
                                 const mltest_dataset_vtable *vtable, void *user_data,
                                 mltest_error **error)
{
    ENTRY(error);
    NEED_OUT(out);
    NEED(vtable);
    TRY(check_names(name, class_names, n_classes, error));
    return mlt_dataset_new_host(out, ctx, name, class_names, n_classes, vtable, user_data, error);
}

mltest_status mltest_dataset_new_memory(mltest_dataset **out, mltest_context *ctx, const char *name,
                                        const char *const *class_names, size_t n_classes,
                                        mltest_error **error)
{
    ENTRY(error);
    NEED_OUT(out);
    TRY(check_names(name, class_names, n_classes, error));
    return mlt_dataset_new_memory(out, ctx, name, class_names, n_classes, error);
}

mltest_status mltest_dataset_add(mltest_dataset *dataset, const mltest_sample *sample,
                                 mltest_error **error)
{
    ENTRY(error);
    NEED(dataset);
    NEED(sample);
    return mlt_dataset_add(dataset, sample, error);
}

mltest_status mltest_dataset_write(mltest_dataset *dataset, const char *folder, const char *format,
                                   const mltest_options *options, mltest_write_fn note,
                                   void *user_data, mltest_error **error)
{
    ENTRY(error);
    NEED(dataset);
    NEED(folder);
    NEED(format);
    if (folder[0] == '\0')
        return mlt_fail(error, MLTEST_ERR_INVALID, "folder is empty");
    fenv_t host;
    mlt_fpenv_enter(&host);
    mltest_status status =
        mlt_dataset_write(dataset, folder, format, options, note, user_data, error);
    mlt_fpenv_leave(&host);
    return status;
}

mltest_status mltest_dataset_write_perturbed(mltest_dataset *dataset, const char *condition,
                                             uint64_t seed, mltest_suite *suite, const char *folder,
                                             const char *format, const mltest_options *options,
                                             mltest_write_fn note, void *user_data,
                                             mltest_error **error)
{
    mlt_condition parsed;
    ENTRY(error);
    NEED(dataset);
    NEED(condition);
    NEED(folder);
    if (folder[0] == '\0')
        return mlt_fail(error, MLTEST_ERR_INVALID, "folder is empty");
    TRY(mlt_condition_parse(&parsed, dataset->ctx, condition, suite != NULL ? suite->hosts : NULL,
                            suite != NULL ? suite->n_hosts : 0, error));
    fenv_t host;
    mlt_fpenv_enter(&host);
    mltest_status status = mlt_dataset_write_perturbed(dataset, &parsed, seed, folder, format,
                                                       options, note, user_data, error);
    mlt_fpenv_leave(&host);
    mlt_condition_free(dataset->ctx, &parsed);
    return status;
}

uint64_t mltest_dataset_count(const mltest_dataset *dataset)
{
    return dataset != NULL ? dataset->n : 0;
}

const char *mltest_dataset_format(const mltest_dataset *dataset)
{
    return dataset != NULL ? dataset->source->format : "";
}

const char *mltest_dataset_name(const mltest_dataset *dataset)
{
    return dataset != NULL ? dataset->name : "";
}

uint64_t mltest_dataset_fingerprint(const mltest_dataset *dataset)
{
    return dataset != NULL ? dataset->fingerprint : 0;
}

int32_t mltest_dataset_has_truth(const mltest_dataset *dataset)
{
    for (size_t i = 0; dataset != NULL && i < dataset->n; i++)
        if (dataset->samples[i].labelled)
            return 1;
    return 0;
}

size_t mltest_dataset_class_count(const mltest_dataset *dataset)
{
    return dataset != NULL ? dataset->classes.n : 0;
}

const char *mltest_dataset_class_name(const mltest_dataset *dataset, size_t i)
{
    return dataset != NULL && i < dataset->classes.n ? dataset->classes.names[i] : NULL;
}

/* The list of oddities has its own lock, and is not what "const" promises to hosts. */
static mltest_dataset *unlocked(const mltest_dataset *dataset)
{
    return (mltest_dataset *)(uintptr_t)dataset;
}

size_t mltest_dataset_split_count(const mltest_dataset *dataset)
{
    return dataset != NULL ? dataset->splits.n : 0;
}

const char *mltest_dataset_split_name(const mltest_dataset *dataset, size_t i)
{
    return i < mltest_dataset_split_count(dataset) ? dataset->splits.items[i] : NULL;
}

size_t mltest_dataset_warning_count(const mltest_dataset *dataset)
{
    return dataset != NULL ? mlt_dataset_oddity_count(unlocked(dataset)) : 0;
}

const char *mltest_dataset_warning(const mltest_dataset *dataset, size_t i)
{
    return dataset != NULL ? mlt_dataset_oddity(unlocked(dataset), i) : NULL;
}

static mltest_status check_index(const mltest_dataset *dataset, uint64_t i, mltest_error **error)
{
    NEED(dataset);
    if (i >= dataset->n)
        return mlt_fail(error, MLTEST_ERR_INVALID, "%s: there is no sample %" PRIu64 " of %zu",
                        dataset->name, i, dataset->n);
    return MLTEST_OK;
}

mltest_status mltest_dataset_sample(const mltest_dataset *dataset, uint64_t i, mltest_sample **out,
                                    mltest_error **error)
{
    ENTRY(error);
    NEED_OUT(out);
    TRY(check_index(dataset, i, error));
    mltest_sample *copy;
    TRY(mltest_sample_new(&copy, dataset->ctx, error));
    mltest_status status = mlt_sample_copy(copy, &dataset->samples[i], error);
    if (status != MLTEST_OK) {
        mltest_sample_free(copy);
        return status;
    }
    *out = copy;
    return MLTEST_OK;
}

mltest_status mltest_dataset_image(const mltest_dataset *dataset, uint64_t i, mltest_image **out,
                                   mltest_error **error)
{
    ENTRY(error);
    NEED_OUT(out);
    TRY(check_index(dataset, i, error));
    mltest_image *image;
    TRY(mlt_image_handle_new(&image, dataset->ctx, error));
    mltest_status status = mlt_dataset_load(unlocked(dataset), i, &image->pixels, error);
    if (status != MLTEST_OK) {
        mltest_image_free(image);
        return status;
    }
    *out = image;
    return MLTEST_OK;
}

void mltest_dataset_free(mltest_dataset *dataset)
{
    mlt_dataset_unref(dataset);
}
