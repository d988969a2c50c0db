/* SPDX-License-Identifier: MIT */
#include "dataset/label_files.h"

#include <limits.h>
#include <stdio.h>
#include <string.h>

#include "base/alloc.h"
#include "base/error.h"

bool mlt_has_text(const char *bytes, size_t n, const char *text)
{
    size_t n_text = strlen(text);
    const char *end = bytes + n;
    while ((size_t)(end - bytes) >= n_text) {
        const char *at = memchr(bytes, text[0], (size_t)(end - bytes) - n_text + 1);
        if (at == NULL)
            return false;
        if (memcmp(at, text, n_text) == 0)
            return true;
        bytes = at + 1;
    }
    return false;
}

/* What failed for a reason that lies in the file is an answer, not a failure. */
static mltest_status only_memory(mltest_status status, mltest_error *why, mltest_error **error)
{
    mlt_error_free(why);
    return status == MLTEST_ERR_MEMORY ? mlt_fail_memory(error) : MLTEST_OK;
}

static mltest_status look_at(const mlt_label_kind *kind, mltest_context *ctx, const char *path,
                             bool *is_one, mltest_error **error)
{
    char *bytes;
    size_t n;
    TRY(mlt_file_read(ctx, path, &bytes, &n, error));
    *is_one = kind->is_one(bytes, n);
    mlt_free(ctx, bytes);
    return MLTEST_OK;
}

static mltest_status is_label_file(const mlt_label_kind *kind, mltest_context *ctx,
                                   const char *root, const char *relative, bool *is_one,
                                   mltest_error **error)
{
    mltest_error *why = NULL;
    *is_one = false;
    mltest_status status = mlt_path_check_below(ctx, root, relative, &why);
    if (status != MLTEST_OK)
        return only_memory(status, why, error);
    char *path = mlt_path_join(ctx, root, relative);
    if (path == NULL)
        return mlt_fail_memory(error);
    status = look_at(kind, ctx, path, is_one, &why);
    mlt_free(ctx, path);
    return only_memory(status, why, error);
}

static mltest_status add_if_label(const mlt_label_kind *kind, mltest_context *ctx, const char *root,
                                  const char *relative, bool is_named, mlt_names *out,
                                  mltest_error **error)
{
    bool is_one = is_named;
    if (!is_named)
        TRY(is_label_file(kind, ctx, root, relative, &is_one, error));
    return is_one ? mlt_names_add(ctx, out, relative, error) : MLTEST_OK;
}

/* Adds folder/name if it is a label file. */
static mltest_status consider(const mlt_label_kind *kind, mltest_context *ctx, const char *root,
                              const char *folder, const char *name, mlt_names *out,
                              mltest_error **error)
{
    char *relative = mlt_path_join(ctx, folder, name);
    if (relative == NULL)
        return mlt_fail_memory(error);
    bool is_named = kind->split_name[0] != '\0' && strcmp(name, kind->split_name) == 0;
    mltest_status status = add_if_label(kind, ctx, root, relative, is_named, out, error);
    mlt_free(ctx, relative);
    return status;
}

/* Looks at the files of one folder. */
static mltest_status look_into(const mlt_label_kind *kind, mltest_context *ctx, const char *root,
                               const char *folder, mlt_names *out, mltest_error **error)
{
    mlt_names names = {NULL, 0, 0};
    char *path = folder[0] == '\0' ? mlt_strdup(ctx, root) : mlt_path_join(ctx, root, folder);
    mltest_status status =
        path == NULL ? mlt_fail_memory(error) : mlt_dir_list(ctx, path, &names, error);
    for (size_t i = 0; i < names.n && status == MLTEST_OK; i++)
        if (names.items[i][0] != '.' && mlt_path_has_extension(names.items[i], kind->extension))
            status = consider(kind, ctx, root, folder, names.items[i], out, error);
    mlt_names_free(ctx, &names);
    mlt_free(ctx, path);
    return status;
}

/* Nothing longer than PATH_MAX can be opened. */
static bool is_file_below(const char *root, const char *folder, const char *name)
{
    char path[PATH_MAX];
    int n = snprintf(path, sizeof path, "%s/%s/%s", root, folder, name);
    return n > 0 && (size_t)n < sizeof path && mlt_path_type_of(path) == MLT_PATH_FILE;
}

static mltest_status look_into_folders(const mlt_label_kind *kind, mltest_context *ctx,
                                       const char *root, mlt_names *out, mltest_error **error)
{
    mlt_names names = {NULL, 0, 0};
    mltest_status status = mlt_dir_list(ctx, root, &names, error);
    for (size_t i = 0; i < names.n && status == MLTEST_OK; i++) {
        const char *folder = names.items[i];
        if (strcmp(folder, "annotations") == 0 && mlt_has_folder(root, folder))
            status = look_into(kind, ctx, root, folder, out, error);
        else if (kind->split_name[0] != '\0' && is_file_below(root, folder, kind->split_name))
            status = consider(kind, ctx, root, folder, kind->split_name, out, error);
    }
    mlt_names_free(ctx, &names);
    return status;
}

mltest_status mlt_label_files_find(const mlt_label_kind *kind, mltest_context *ctx,
                                   const char *root, mlt_names *out, mltest_error **error)
{
    *out = (mlt_names){NULL, 0, 0};
    mltest_status status = look_into(kind, ctx, root, "", out, error);
    if (status == MLTEST_OK)
        status = look_into_folders(kind, ctx, root, out, error);
    if (status != MLTEST_OK)
        mlt_names_free(ctx, out);
    return status;
}

mltest_status mlt_label_files_recognise(const mlt_label_kind *kind, const mlt_dataset_place *place,
                                        bool *is_it, mltest_error **error)
{
    mlt_names found;
    mltest_error *why = NULL;
    *is_it = false;
    if (place->file[0] != '\0')
        return mlt_path_has_extension(place->file, kind->extension)
                   ? is_label_file(kind, place->ctx, place->root, place->file, is_it, error)
                   : MLTEST_OK;
    mltest_status status = mlt_label_files_find(kind, place->ctx, place->root, &found, &why);
    if (status != MLTEST_OK)
        return only_memory(status, why, error);
    *is_it = found.n > 0;
    mlt_names_free(place->ctx, &found);
    return MLTEST_OK;
}

/* A file's folder, or its name without extension: n bytes from the result. */
static const char *split_of(const mlt_label_kind *kind, const char *file, size_t *n)
{
    const char *name = mlt_path_name(file);
    if (kind->split_name[0] != '\0' && strcmp(name, kind->split_name) == 0 && name > file) {
        *n = (size_t)(name - file) - 1;
        return file;
    }
    const char *dot = strrchr(name, '.');
    *n = dot != NULL ? (size_t)(dot - name) : strlen(name);
    return name;
}

/* "val2017" means val2017.json as well as instances_val2017.json. */
static bool is_of_split(const mlt_label_kind *kind, const char *file, const char *split)
{
    size_t n;
    const char *name = split_of(kind, file, &n);
    size_t n_split = strlen(split);
    if (n < n_split || strncmp(name + n - n_split, split, n_split) != 0)
        return false;
    return n == n_split || name[n - n_split - 1] == '_';
}

static mltest_status no_such_split(const mlt_label_kind *kind, const mltest_dataset *dataset,
                                   const mlt_names *files, const char *split, mltest_error **error)
{
    mlt_text all;
    mlt_text_init(&all, dataset->ctx);
    for (size_t i = 0; i < files->n && i < 20; i++) {
        size_t n;
        const char *name = split_of(kind, files->items[i], &n);
        mlt_text_puts(&all, i > 0 ? ", " : "");
        mlt_text_add(&all, name, n);
    }
    mltest_status status =
        !mlt_text_ok(&all) ? mlt_fail_memory(error)
        : split[0] == '\0'
            ? mlt_fail(error, MLTEST_ERR_INVALID,
                       "%s: %zu label files of format %s; say with split which one: %s",
                       dataset->root, files->n, kind->format, mlt_text_string(&all))
            : mlt_fail(error, MLTEST_ERR_NOT_FOUND, "%s: no split \"%s\"; there are: %s",
                       dataset->root, split, mlt_text_string(&all));
    mlt_text_free(&all);
    return status;
}

/* Whether each is the label file of a folder that is a split. */
static bool are_split_folders(const mlt_label_kind *kind, const mlt_names *files)
{
    for (size_t i = 0; i < files->n; i++)
        if (kind->split_name[0] == '\0' ||
            strcmp(mlt_path_name(files->items[i]), kind->split_name) != 0)
            return false;
    return true;
}

/* Several files, or folders of their own, are splits. */
static mltest_status note_splits(const mlt_label_kind *kind, mltest_dataset *dataset,
                                 const mlt_names *files, mltest_error **error)
{
    bool is_folder = files->n == 1 && strchr(files->items[0], '/') != NULL;
    if (files->n < 2 && !(is_folder && are_split_folders(kind, files)))
        return MLTEST_OK;
    for (size_t i = 0; i < files->n; i++) {
        size_t n;
        const char *name = split_of(kind, files->items[i], &n);
        TRY(mlt_dataset_add_split(dataset, name, n, error));
    }
    return MLTEST_OK;
}

static mltest_status choose(const mlt_label_kind *kind, mltest_dataset *dataset,
                            const mlt_names *files, const char *split, mlt_names *out,
                            mltest_error **error)
{
    for (size_t i = 0; i < files->n; i++)
        if (split[0] == '\0' || is_of_split(kind, files->items[i], split))
            TRY(mlt_names_add(dataset->ctx, out, files->items[i], error));
    if (files->n == 0)
        return mlt_fail(error, MLTEST_ERR_NOT_FOUND, "%s: no label file of format %s",
                        dataset->root, kind->format);
    if (out->n == 0 || (out->n > 1 && !are_split_folders(kind, out)))
        return no_such_split(kind, dataset, files, split, error);
    return note_splits(kind, dataset, files, error);
}

mltest_status mlt_label_files_choose(const mlt_label_kind *kind, mltest_dataset *dataset,
                                     const mlt_dataset_settings *settings, mlt_names *out,
                                     mltest_error **error)
{
    mlt_names files = {NULL, 0, 0};
    mltest_status status;
    *out = (mlt_names){NULL, 0, 0};
    if (settings->file[0] != '\0') {
        status = mlt_names_add(dataset->ctx, out, settings->file, error);
    } else {
        TRY(mlt_label_files_find(kind, dataset->ctx, dataset->root, &files, error));
        status = choose(kind, dataset, &files, settings->split, out, error);
        mlt_names_free(dataset->ctx, &files);
    }
    if (status != MLTEST_OK)
        mlt_names_free(dataset->ctx, out);
    return status;
}
