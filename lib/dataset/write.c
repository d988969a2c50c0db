/* SPDX-License-Identifier: MIT */
/*
 * Writing a data set: where each picture goes, the pictures, and last the labels, all into a folder
 * beside the one that was asked for, which gets its name when everything is in it.
 */
#include <errno.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "base/alloc.h"
#include "base/error.h"
#include "base/file.h"
#include "base/folder.h"
#include "base/options.h"
#include "dataset/writer.h"

static const mlt_option rows[] = {
    {"pictures", MLTEST_OPTION_BOOL, "", 0, 0, "true",
     "whether pictures are written, or labels only"},
    {"threads", MLTEST_OPTION_INT, "", 0, 256, "0", "that perturb pictures; 0 is one a processor"},
    {"min_visibility", MLTEST_OPTION_DOUBLE, "of an object's area", 0, 1, "0.25",
     "objects of which less is left after a perturbation are left out"},
};
const mlt_option_table mlt_write_options = {"write", rows, sizeof rows / sizeof rows[0]};

/* In the order in which people are told of them; NULL behind the last. */
static const mlt_dataset_writer *const writers[] = {
    &mlt_yolo_writer,       &mlt_coco_writer,     &mlt_voc_writer,     &mlt_csv_writer,
    &mlt_openimages_writer, &mlt_createml_writer, &mlt_classes_writer, NULL};
enum { N_WRITERS = sizeof writers / sizeof writers[0] - 1 };

const char *mlt_dataset_writable(size_t i)
{
    return i < N_WRITERS ? writers[i]->format : NULL;
}

static mltest_status find_writer(const char *format, const mlt_dataset_writer **out,
                                 mltest_error **error)
{
    const char *names[N_WRITERS + 1];
    char all[256] = "";
    for (size_t i = 0; i < N_WRITERS; i++) {
        if (strcmp(writers[i]->format, format) == 0) {
            *out = writers[i];
            return MLTEST_OK;
        }
        names[i] = writers[i]->format;
        snprintf(all + strlen(all), sizeof all - strlen(all), "%s%s", i > 0 ? ", " : "", names[i]);
    }
    const char *near = mlt_nearest_name(format, names, N_WRITERS);
    return mlt_fail(error, MLTEST_ERR_INVALID,
                    "no data set is written in format \"%s\"%s%s%s; there are: %s", format,
                    near != NULL ? ", did you mean \"" : "", near != NULL ? near : "",
                    near != NULL ? "\"?" : "", all);
}

static bool is_class_only(const mltest_sample *sample)
{
    for (size_t i = 0; i < sample->truths.n; i++) {
        const mlt_box *box = &sample->truths.items[i].box;
        if (box->width != 0.0 || box->height != 0.0)
            return false;
    }
    return sample->truths.n > 0;
}

/* A format of boxes cannot hold classes of whole pictures, nor the other way round. */
static mltest_status check_task(const mlt_export *x, mltest_error **error)
{
    for (size_t i = 0; i < x->dataset->n; i++) {
        const mltest_sample *sample = &x->dataset->samples[i];
        if (sample->truths.n > 0 && is_class_only(sample) != x->writer->classification)
            return mlt_fail(error, MLTEST_ERR_UNSUPPORTED,
                            "%s: format \"%s\" holds %s, the sample has %s", sample->id,
                            x->writer->format, x->writer->classification ? "classes" : "boxes",
                            x->writer->classification ? "boxes" : "a class and no boxes");
    }
    return MLTEST_OK;
}

static mltest_status write_all(mlt_export *x, mltest_error **error)
{
    TRY(mlt_export_choose_places(x, error));
    if (x->make != NULL)
        TRY(x->make(x, error));
    else if (x->with_pictures)
        TRY(mlt_export_pictures(x, error));
    return x->writer->write(x, error);
}

/* The folder gets its name when it is whole. */
static mltest_status write_aside(mlt_export *x, const char *target, mltest_error **error)
{
    TRY(mlt_folder_make(x->folder, error));
    mltest_status status = write_all(x, error);
    if (status == MLTEST_OK && rename(x->folder, target) != 0)
        status = errno == ENOTEMPTY || errno == EEXIST || errno == ENOTDIR
                     ? mlt_fail_at(error, MLTEST_ERR_CONFLICT, MLT_IN_FILE(target),
                                   "not an empty folder; nothing is overwritten")
                     : mlt_fail_errno(error, target, "rename into place", errno);
    if (status != MLTEST_OK)
        mlt_folder_remove(x->folder);
    return status;
}

static mltest_status check_target(mltest_context *ctx, const char *target, mltest_error **error)
{
    mlt_names names = {NULL, 0, 0};
    mlt_path_type type = mlt_path_type_of(target);
    if (type == MLT_PATH_NONE)
        return MLTEST_OK;
    if (type == MLT_PATH_DIR)
        TRY(mlt_dir_list(ctx, target, &names, error));
    bool is_free = type == MLT_PATH_DIR && names.n == 0;
    mlt_names_free(ctx, &names);
    return is_free ? MLTEST_OK
                   : mlt_fail_at(error, MLTEST_ERR_CONFLICT, MLT_IN_FILE(target),
                                 "not an empty folder; nothing is overwritten");
}

static mltest_status tell(mltest_dataset *notes, mltest_write_fn note, void *user_data,
                          mltest_error **error)
{
    for (size_t i = 0; note != NULL && i < mlt_dataset_oddity_count(notes); i++) {
        const char *line = mlt_dataset_oddity(notes, i);
        if (note(user_data, line, strlen(line)) != MLTEST_CALLBACK_DONE)
            return mlt_fail(error, MLTEST_ERR_CALLBACK, "the host's function for notes failed");
    }
    return MLTEST_OK;
}

/* folder is a name beside the target. */
static mltest_status export_to(mlt_export *x, const char *target, mltest_error **error)
{
    static const mlt_source nothing = {.format = "notes"};
    mltest_context *ctx = x->dataset->ctx;
    TRY(mlt_dataset_make(&x->notes, ctx, x->writer->format, "", &nothing, error));
    x->places = mlt_alloc_zero(ctx, x->dataset->n, sizeof *x->places);
    if (x->places == NULL)
        return mlt_fail_memory(error);
    return write_aside(x, target, error);
}

static void free_export(mlt_export *x)
{
    mltest_context *ctx = x->dataset->ctx;
    for (size_t i = 0; x->places != NULL && i < x->dataset->n; i++)
        mlt_free(ctx, x->places[i]);
    mlt_free(ctx, (void *)x->places);
    mlt_dataset_unref(x->notes);
}

mltest_status mlt_export_run(mlt_export *x, const char *folder, const char *format,
                             const mltest_options *options, mltest_write_fn note, void *user_data,
                             mltest_error **error)
{
    mlt_text aside;
    TRY(mlt_options_expect(options, &mlt_write_options, error));
    TRY(find_writer(format, &x->writer, error));
    TRY(check_task(x, error));
    TRY(check_target(x->dataset->ctx, folder, error));
    x->with_pictures = mlt_options_bool(options, &mlt_write_options, "pictures");
    x->threads = (size_t)mlt_options_int(options, &mlt_write_options, "threads");
    mlt_text_init(&aside, x->dataset->ctx);
    size_t n = strlen(folder);
    while (n > 1 && folder[n - 1] == '/')
        n--;
    mlt_text_add(&aside, folder, n);
    mlt_text_printf(&aside, ".part-%ld", (long)getpid());
    x->folder = mlt_text_ok(&aside) ? mlt_text_string(&aside) : NULL;
    mltest_status status = x->folder != NULL ? export_to(x, folder, error) : mlt_fail_memory(error);
    if (status == MLTEST_OK)
        status = tell(x->notes, note, user_data, error);
    free_export(x);
    mlt_text_free(&aside);
    return status;
}

mltest_status mlt_dataset_write(mltest_dataset *dataset, const char *folder, const char *format,
                                const mltest_options *options, mltest_write_fn note,
                                void *user_data, mltest_error **error)
{
    mlt_export x = {.dataset = dataset};
    return mlt_export_run(&x, folder, format, options, note, user_data, error);
}
