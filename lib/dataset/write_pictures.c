/* SPDX-License-Identifier: MIT */
/*
 * Where the pictures of a data set that is written go, and their bytes: those of their files, or
 * PNG for pixels that have none.
 */
#include <stdlib.h>
#include <string.h>

#include "base/alloc.h"
#include "base/error.h"
#include "codec/png.h"
#include "dataset/reader.h"
#include "dataset/writer.h"

static bool has_files(const mlt_export *x)
{
    return x->dataset->source->load == mlt_dataset_load_by_id;
}

/* Where the picture of sample i goes; new memory. */
static mltest_status choose_place(mlt_export *x, uint64_t i, mltest_error **error)
{
    mlt_text text;
    mlt_text_init(&text, x->dataset->ctx);
    mltest_status status = MLTEST_OK;
    if (x->writer->place != NULL)
        status = x->writer->place(x, i, &text, error);
    else
        mlt_text_puts(&text, x->dataset->samples[i].id);
    bool is_png = mlt_text_ok(&text) && mlt_path_has_extension(mlt_text_string(&text), ".png");
    if (!has_files(x) && !is_png)
        mlt_text_puts(&text, ".png"); /* pixels without a file are written as PNG */
    if (status == MLTEST_OK)
        status = mlt_text_ok(&text) ? MLTEST_OK : mlt_fail_memory(error);
    if (status == MLTEST_OK && !mlt_path_is_inside(mlt_text_string(&text)))
        status = mlt_fail(error, MLTEST_ERR_INVALID, "%s: the name would lead out of the folder",
                          mlt_text_string(&text));
    if (status == MLTEST_OK && strcmp(mlt_text_string(&text), x->dataset->samples[i].id) != 0)
        status = mlt_export_lost(x, "a sample gets another id, and with it other random draws",
                                 x->dataset->samples[i].id, error);
    x->places[i] = status == MLTEST_OK ? mlt_text_take(&text) : NULL;
    mlt_text_free(&text);
    return status;
}

static int by_bytes(const void *a, const void *b)
{
    return strcmp(*(char *const *)a, *(char *const *)b);
}

static mltest_status check_places(const mlt_export *x, mltest_error **error)
{
    mltest_context *ctx = x->dataset->ctx;
    size_t n = x->dataset->n;
    char **sorted = mlt_realloc_array(ctx, NULL, n, sizeof *sorted);
    if (sorted == NULL)
        return mlt_fail_memory(error);
    memcpy(sorted, x->places, n * sizeof *sorted);
    qsort(sorted, n, sizeof *sorted, by_bytes);
    mltest_status status = MLTEST_OK;
    for (size_t i = 1; i < n && status == MLTEST_OK; i++)
        if (strcmp(sorted[i - 1], sorted[i]) == 0)
            status = mlt_fail(error, MLTEST_ERR_CONFLICT,
                              "two pictures would be written to %s; rename one of them", sorted[i]);
    mlt_free(ctx, sorted);
    return status;
}

mltest_status mlt_export_pixels(mlt_export *x, uint64_t i, const mltest_image_view *view, int level,
                                mltest_error **error)
{
    mlt_text bytes;
    mlt_text_init(&bytes, x->dataset->ctx);
    mltest_status status = mlt_png_encode(x->dataset->ctx, view, level, &bytes, error);
    if (status == MLTEST_OK)
        status = mlt_export_text(x, x->places[i], &bytes, error);
    mlt_text_free(&bytes);
    return status;
}

static mltest_status write_pixels(mlt_export *x, uint64_t i, mltest_error **error)
{
    mlt_image image;
    mlt_image_init(&image, x->dataset->ctx);
    mltest_status status = mlt_dataset_load(x->dataset, i, &image, error);
    mltest_image_view view = mlt_image_view(&image);
    if (status == MLTEST_OK)
        status = mlt_export_pixels(x, i, &view, 6, error);
    mlt_image_free(&image);
    return status;
}

static mltest_status copy_file(mlt_export *x, uint64_t i, mltest_error **error)
{
    char *bytes;
    size_t n;
    mlt_text copy;
    TRY(mlt_dataset_read_file(x->dataset, x->dataset->samples[i].id, &bytes, &n, error));
    mlt_text_init(&copy, x->dataset->ctx);
    mlt_text_add(&copy, bytes, n);
    mlt_free(x->dataset->ctx, bytes);
    mltest_status status = mlt_export_text(x, x->places[i], &copy, error);
    mlt_text_free(&copy);
    return status;
}

mltest_status mlt_export_choose_places(mlt_export *x, mltest_error **error)
{
    for (uint64_t i = 0; i < x->dataset->n; i++)
        TRY(choose_place(x, i, error));
    return check_places(x, error);
}

mltest_status mlt_export_pictures(mlt_export *x, mltest_error **error)
{
    for (uint64_t i = 0; i < x->dataset->n; i++)
        TRY(has_files(x) ? copy_file(x, i, error) : write_pixels(x, i, error));
    return MLTEST_OK;
}
