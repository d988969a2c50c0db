/* SPDX-License-Identifier: MIT */
/*
 * Recognises what a path holds and hands over to the reader of that format.
 */
#include <limits.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "base/alloc.h"
#include "base/error.h"
#include "base/utf8.h"
#include "dataset/reader.h"

/* In the order in which they are asked; the last one takes any folder. */
static const mlt_dataset_reader *const readers[] = {
    &mlt_yolo_reader,       &mlt_voc_reader,      &mlt_coco_reader,    &mlt_csv_reader,
    &mlt_openimages_reader, &mlt_createml_reader, &mlt_classes_reader, &mlt_folder_reader};
enum { N_READERS = sizeof readers / sizeof readers[0] };

bool mlt_is_picture_name(const char *name)
{
    return mlt_path_has_extension(name, ".png") || mlt_path_has_extension(name, ".jpg") ||
           mlt_path_has_extension(name, ".jpeg");
}

bool mlt_has_folder(const char *root, const char *name)
{
    char path[PATH_MAX]; /* nothing longer can be opened */
    int n = snprintf(path, sizeof path, "%s/%s", root, name);
    return n > 0 && (size_t)n < sizeof path && mlt_path_type_of(path) == MLT_PATH_DIR;
}

mltest_status mlt_dataset_load_by_id(mltest_dataset *dataset, uint64_t i, mlt_image *out,
                                     mltest_error **error)
{
    return mlt_dataset_load_file(dataset, i, dataset->samples[i].id, out, error);
}

static mltest_status unknown_format(const char *format, mltest_error **error)
{
    const char *names[N_READERS];
    for (size_t i = 0; i < N_READERS; i++)
        names[i] = readers[i]->source.format;
    const char *near = mlt_nearest_name(format, names, N_READERS);
    char all[256] = "";
    for (size_t i = 0; i < N_READERS; i++) {
        size_t n = strlen(all);
        snprintf(all + n, sizeof all - n, "%s%s", i > 0 ? ", " : "", names[i]);
    }
    return mlt_fail(error, MLTEST_ERR_INVALID,
                    "data set format \"%s\" is not known%s%s%s; there are: %s", format,
                    near != NULL ? ", did you mean \"" : "", near != NULL ? near : "",
                    near != NULL ? "\"?" : "", all);
}

/* What somebody who gives a file probably wanted. */
static mltest_status not_recognised(const mlt_dataset_place *place, mltest_error **error)
{
    const char *path = place->file;
    if (path[0] == '\0')
        return mlt_fail(error, MLTEST_ERR_NOT_FOUND, "%s: the folder is empty", place->root);
    const char *hint =
        "this file is no label file that is known by its content; give the folder of "
        "the data set, or the format";
    if (mlt_is_picture_name(path))
        hint = "a data set is a folder: give the one this picture is in";
    else if (mlt_path_has_extension(path, ".xml"))
        hint = "an annotation is not a data set: give the folder that holds Annotations/";
    else if (mlt_path_has_extension(path, ".txt"))
        hint = "a list is not a data set: give the folder that holds ImageSets/, and its name as "
               "option split";
    return mlt_fail(error, MLTEST_ERR_NOT_FOUND, "%s/%s: this is a file; %s", place->root, path,
                    hint);
}

static mltest_status choose(const char *format, const mlt_dataset_place *place,
                            const mlt_dataset_reader **out, mltest_error **error)
{
    for (size_t i = 0; i < N_READERS; i++) {
        bool fits = strcmp(format, readers[i]->source.format) == 0;
        if (format[0] == '\0')
            TRY(readers[i]->recognise(place, &fits, error));
        if (fits && place->file[0] != '\0' && !readers[i]->takes_file)
            return mlt_fail(error, MLTEST_ERR_INVALID,
                            "%s/%s: a data set of format \"%s\" is opened as a folder, not a file",
                            place->root, place->file, format);
        if (fits) {
            *out = readers[i];
            return MLTEST_OK;
        }
    }
    return format[0] != '\0' ? unknown_format(format, error) : not_recognised(place, error);
}

static mltest_status check_task(const char *task, mltest_error **error)
{
    static const char *const tasks[] = {"detection", "classification"};
    for (size_t i = 0; i < sizeof tasks / sizeof tasks[0]; i++)
        if (strcmp(task, tasks[i]) == 0)
            return MLTEST_OK;
    return mlt_fail(error, MLTEST_ERR_INVALID,
                    "task \"%s\" is not known; there are: detection, classification", task);
}

static mltest_status fill(mltest_dataset *dataset, const mlt_dataset_reader *reader,
                          const mlt_dataset_settings *settings, mltest_error **error)
{
    if (settings->classes[0] != '\0')
        TRY(mlt_dataset_read_classes(dataset, settings->classes, error));
    return reader->read(dataset, settings, error);
}

/* "data/bccd" is bccd, "." is where we are. */
static const char *name_of(const char *root, char here[PATH_MAX])
{
    const char *name = mlt_path_name(root);
    if (strcmp(root, ".") == 0)
        name = getcwd(here, PATH_MAX) != NULL ? mlt_path_name(here) : "";
    bool is_name = name[0] != '\0' && strcmp(name, ".") != 0 && strcmp(name, "..") != 0 &&
                   mlt_utf8_is_plain(name, strlen(name));
    return is_name ? name : "dataset";
}

static mltest_status read_with(mltest_dataset **out, mltest_context *ctx, const char *root,
                               const mlt_dataset_reader *reader,
                               const mlt_dataset_settings *settings, mltest_error **error)
{
    char here[PATH_MAX];
    mltest_dataset *dataset;
    TRY(mlt_dataset_make(&dataset, ctx, name_of(root, here), root, &reader->source, error));
    mltest_status status = fill(dataset, reader, settings, error);
    if (status != MLTEST_OK) {
        mlt_dataset_unref(dataset);
        return status;
    }
    *out = dataset;
    return MLTEST_OK;
}

static mltest_status open_place(mltest_dataset **out, const mlt_dataset_place *place,
                                mlt_dataset_settings *settings, mltest_error **error)
{
    const mlt_dataset_reader *reader = NULL;
    TRY(choose(settings->format, place, &reader, error));
    settings->file = place->file;
    return read_with(out, place->ctx, place->root, reader, settings, error);
}

static mltest_status open_listed(mltest_dataset **out, mltest_context *ctx, const char *root,
                                 const char *file, mlt_dataset_settings *settings,
                                 mltest_error **error)
{
    mlt_names names = {NULL, 0, 0};
    TRY(mlt_dir_list(ctx, root, &names, error));
    mlt_dataset_place place = {ctx, root, file, &names};
    mltest_status status = open_place(out, &place, settings, error);
    mlt_names_free(ctx, &names);
    return status;
}

/* A label file is opened with the folder it is in as the root. path is writable. */
static mltest_status open_file(mltest_dataset **out, mltest_context *ctx, char *path,
                               mlt_dataset_settings *settings, mltest_error **error)
{
    char *slash = strrchr(path, '/');
    if (slash == NULL)
        return open_listed(out, ctx, ".", path, settings, error);
    if (slash == path)
        return open_listed(out, ctx, "/", path + 1, settings, error);
    *slash = '\0';
    return open_listed(out, ctx, path, slash + 1, settings, error);
}

static mltest_status open_path(mltest_dataset **out, mltest_context *ctx, char *path,
                               mlt_dataset_settings *settings, mltest_error **error)
{
    switch (mlt_path_type_of(path)) {
    case MLT_PATH_DIR:
        return open_listed(out, ctx, path, "", settings, error);
    case MLT_PATH_FILE:
        return open_file(out, ctx, path, settings, error);
    case MLT_PATH_NONE:
        return mlt_fail_at(error, MLTEST_ERR_NOT_FOUND, MLT_IN_FILE(path),
                           "there is no such file or folder");
    default:
        return mlt_fail_at(error, MLTEST_ERR_NOT_FOUND, MLT_IN_FILE(path),
                           "neither a file nor a folder");
    }
}

mltest_status mlt_dataset_open(mltest_dataset **out, mltest_context *ctx, const char *path,
                               const mltest_options *options, mltest_error **error)
{
    const mlt_option_table *table = &mlt_dataset_options;
    TRY(mlt_options_expect(options, table, error));
    mlt_dataset_settings settings = {
        .format = mlt_options_string(options, table, "format"),
        .split = mlt_options_string(options, table, "split"),
        .classes = mlt_options_string(options, table, "classes"),
        .task = mlt_options_string(options, table, "task"),
        .pictures = mlt_options_string(options, table, "pictures"),
        .file = "",
    };
    TRY(check_task(settings.task, error));
    size_t n = strlen(path);
    while (n > 1 && path[n - 1] == '/')
        n--;
    char *root = mlt_strndup(ctx, path, n);
    if (root == NULL)
        return mlt_fail_memory(error);
    mltest_status status = open_path(out, ctx, root, &settings, error);
    mlt_free(ctx, root);
    return status;
}
