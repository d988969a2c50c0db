/* SPDX-License-Identifier: MIT */
/*
 * From a sample to its pixels: the file, its containment in the root, decoding, and the EXIF rule.
 */
#include <limits.h>
#include <stdio.h>
#include <string.h>

#include "base/alloc.h"
#include "base/context.h"
#include "base/error.h"
#include "codec/picture.h"
#include "dataset/reader.h"
#include "dataset/turn.h"

mlt_path_type mlt_dataset_type_of(const mltest_dataset *dataset, const char *relative)
{
    char path[PATH_MAX]; /* nothing longer can be opened */
    int n = snprintf(path, sizeof path, "%s/%s", dataset->root, relative);
    return n > 0 && (size_t)n < sizeof path ? mlt_path_type_of(path) : MLT_PATH_NONE;
}

/* Files that a host serves need not be in the file system; those that are must stay below. */
static mltest_status check_below(const mltest_dataset *dataset, const char *relative,
                                 mltest_error **error)
{
    void *io_data;
    if (!mlt_path_is_inside(relative))
        return mlt_fail(error, MLTEST_ERR_INVALID, "%s: the name leads out of %s", relative,
                        dataset->root);
    if (mlt_context_io(dataset->ctx, &io_data) != NULL &&
        mlt_dataset_type_of(dataset, relative) == MLT_PATH_NONE)
        return MLTEST_OK;
    return mlt_path_check_below(dataset->ctx, dataset->root, relative, error);
}

mltest_status mlt_dataset_read_file(mltest_dataset *dataset, const char *relative, char **bytes,
                                    size_t *n, mltest_error **error)
{
    TRY(check_below(dataset, relative, error));
    char *path = mlt_path_join(dataset->ctx, dataset->root, relative);
    if (path == NULL)
        return mlt_fail_memory(error);
    mltest_status status = mlt_file_read(dataset->ctx, path, bytes, n, error);
    mlt_free(dataset->ctx, path);
    return status;
}

/*
 * The rule for EXIF: a picture is turned when its labels have the size that it has after turning.
 * Otherwise it stays as stored, and if there was something to turn, that is reported.
 */
static mltest_status turn_by_rule(mltest_dataset *dataset, uint64_t i, uint32_t orientation,
                                  mlt_image *image, mltest_error **error)
{
    const mltest_sample *sample = &dataset->samples[i];
    bool swaps = mlt_turn_swaps(orientation);
    uint32_t width = swaps ? image->height : image->width;
    uint32_t height = swaps ? image->width : image->height;
    if (orientation == 1)
        return MLTEST_OK;
    if (sample->width == 0)
        return mlt_dataset_odd_picture(
            dataset, i, MLT_REPORTED_TURN,
            "a picture's EXIF orientation was not applied: no labels give a size to "
            "compare with",
            error);
    if (sample->width == width && sample->height == height)
        return mlt_turn(image, orientation, error);
    if (sample->width == image->width && sample->height == image->height)
        return mlt_dataset_odd_picture(
            dataset, i, MLT_REPORTED_TURN,
            "a picture's EXIF orientation was not applied: its labels are for the size "
            "before turning",
            error);
    return MLTEST_OK; /* neither size fits: mlt_dataset_load() refuses it */
}

mltest_status mlt_dataset_decode(mltest_dataset *dataset, uint64_t i, const char *place,
                                 const void *bytes, size_t n_bytes, mlt_image *out,
                                 mltest_error **error)
{
    mlt_pixels pixels; /* whose memory becomes the image's */
    TRY(mlt_picture_decode(out->ctx, place, bytes, n_bytes, &pixels, error));
    uint32_t orientation = pixels.orientation;
    bool is_damaged = pixels.n_warnings > 0;
    mlt_image_adopt(out, &pixels);
    if (is_damaged)
        TRY(mlt_dataset_odd_picture(dataset, i, MLT_REPORTED_DAMAGE,
                                    "a picture file is damaged, but was decoded", error));
    return turn_by_rule(dataset, i, orientation, out, error);
}

mltest_status mlt_dataset_load_file(mltest_dataset *dataset, uint64_t i, const char *relative,
                                    mlt_image *out, mltest_error **error)
{
    char *bytes;
    size_t n;
    TRY(mlt_dataset_read_file(dataset, relative, &bytes, &n, error));
    mltest_status status = mlt_dataset_decode(dataset, i, relative, bytes, n, out, error);
    mlt_free(dataset->ctx, bytes);
    return status;
}

mltest_status mlt_dataset_load_sample(mltest_dataset *dataset, uint64_t i,
                                      const mltest_sample *sample, mlt_image *out,
                                      mltest_error **error)
{
    if (sample->encoded != NULL)
        return mlt_dataset_decode(dataset, i, sample->id, sample->encoded, sample->n_encoded, out,
                                  error);
    if (sample->pixels.data == NULL)
        return mlt_fail(error, MLTEST_ERR_CALLBACK, "dataset load returned without pixels");
    mltest_image_view view = mlt_image_view(&sample->pixels);
    return mlt_image_copy_view(out, &view, error);
}

static mltest_status load_and_compare(mltest_dataset *dataset, uint64_t i, mlt_image *out,
                                      mltest_error **error)
{
    const mltest_sample *sample = &dataset->samples[i];
    TRY(dataset->source->load(dataset, i, out, error));
    if (sample->width == 0 || (sample->width == out->width && sample->height == out->height))
        return MLTEST_OK;
    return mlt_fail(error, MLTEST_ERR_CONFLICT,
                    "%s: the labels are for %u x %u pixels, the picture has %u x %u", sample->id,
                    sample->width, sample->height, out->width, out->height);
}

mltest_status mlt_dataset_load(mltest_dataset *dataset, uint64_t i, mlt_image *out,
                               mltest_error **error)
{
    mltest_status status = load_and_compare(dataset, i, out, error);
    if (status != MLTEST_OK)
        mlt_error_add_where(error, dataset->samples[i].id, NULL);
    return status;
}
