/* SPDX-License-Identifier: MIT */
/*
 * What every writer of data sets needs.
 */
#include "base/alloc.h"
#include "base/error.h"
#include "base/file.h"
#include "base/folder.h"
#include "dataset/reader.h"
#include "dataset/writer.h"

mltest_status mlt_export_lost(mlt_export *x, const char *what, const char *place,
                              mltest_error **error)
{
    return mlt_dataset_odd(x->notes, what, place, error);
}

mltest_status mlt_export_unlabelled(mlt_export *x, uint64_t i, mltest_error **error)
{
    return mlt_export_lost(x,
                           "the format cannot say that a picture has no labels (written as a "
                           "picture without objects)",
                           x->dataset->samples[i].id, error);
}

static mltest_status decoded_size(mlt_export *x, uint64_t i, uint32_t *width, uint32_t *height,
                                  mltest_error **error)
{
    mlt_image image;
    mlt_image_init(&image, x->dataset->ctx);
    mltest_status status = mlt_dataset_load(x->dataset, i, &image, error);
    *width = image.width;
    *height = image.height;
    mlt_image_free(&image);
    return status;
}

mltest_status mlt_export_size(mlt_export *x, uint64_t i, uint32_t *width, uint32_t *height,
                              mltest_error **error)
{
    const mltest_sample *sample = &x->dataset->samples[i];
    *width = sample->width;
    *height = sample->height;
    if (*width > 0 && *height > 0)
        return MLTEST_OK;
    if (x->dataset->source->load == mlt_dataset_load_by_id)
        return mlt_dataset_upright_size(x->dataset, sample->id, width, height, error);
    return decoded_size(x, i, width, height, error);
}

mltest_status mlt_export_text(mlt_export *x, const char *relative, const mlt_text *text,
                              mltest_error **error)
{
    mltest_context *ctx = x->dataset->ctx;
    if (!mlt_text_ok(text))
        return mlt_fail_memory(error);
    TRY(mlt_folder_make_parents(ctx, x->folder, relative, error));
    char *path = mlt_path_join(ctx, x->folder, relative);
    if (path == NULL)
        return mlt_fail_memory(error);
    mltest_status status =
        mlt_path_type_of(path) == MLT_PATH_NONE
            ? mlt_file_write(ctx, path, mlt_text_string(text), text->n, error)
            : mlt_fail(error, MLTEST_ERR_CONFLICT,
                       "two samples would be written to %s; rename one of them", relative);
    mlt_free(ctx, path);
    return status;
}

static mltest_status count_lost(mlt_export *x, const mltest_sample *sample, const mlt_truth *truth,
                                uint32_t kept, mltest_error **error)
{
    static const struct {
        uint32_t flag;
        const char *what;
    } flags[] = {
        {MLT_TRUTH_CROWD, "the format has no crowds (written as an ordinary object)"},
        {MLT_TRUTH_DIFFICULT, "the format has no difficult objects (written as an ordinary one)"},
        {MLT_TRUTH_IGNORE, "the format has no ignored objects (written as an ordinary one)"},
    };
    for (size_t i = 0; i < sizeof flags / sizeof flags[0]; i++)
        if ((truth->flags & flags[i].flag & ~kept) != 0)
            TRY(mlt_export_lost(x, flags[i].what, sample->id, error));
    return MLTEST_OK;
}

mltest_status mlt_export_count_lost_flags(mlt_export *x, uint32_t kept, mltest_error **error)
{
    for (size_t i = 0; i < x->dataset->n; i++) {
        const mltest_sample *sample = &x->dataset->samples[i];
        for (size_t k = 0; k < sample->truths.n; k++)
            TRY(count_lost(x, sample, &sample->truths.items[k], kept, error));
    }
    return MLTEST_OK;
}
