/* SPDX-License-Identifier: MIT */
/*
 * Where the pictures are that a label file names.
 */
#include <string.h>

#include "base/alloc.h"
#include "base/error.h"
#include "dataset/label_files.h"

static mltest_status add(mlt_picture_finder *finder, const char *folder, size_t n, const char *more,
                         mltest_error **error)
{
    mltest_context *ctx = finder->dataset->ctx;
    mlt_text_clear(&finder->text);
    mlt_text_add(&finder->text, folder, n);
    mlt_text_puts(&finder->text, more);
    if (!mlt_text_ok(&finder->text))
        return mlt_fail_memory(error);
    const char *name = mlt_text_string(&finder->text);
    if (mlt_has_name(&finder->folders, name))
        return MLTEST_OK;
    bool is_there = name[0] == '\0' || mlt_has_folder(finder->dataset->root, name);
    return is_there ? mlt_names_add(ctx, &finder->folders, name, error) : MLTEST_OK;
}

/* Beside the label file, in images/ there, in the root, and in folders named after the split:
 * "val2017" for annotations/instances_val2017.json. */
static mltest_status add_usual(mlt_picture_finder *finder, const char *file, mltest_error **error)
{
    const char *name = mlt_path_name(file);
    size_t n_folder = name > file ? (size_t)(name - file) - 1 : 0;
    const char *dot = strrchr(name, '.');
    size_t n_stem = dot != NULL ? (size_t)(dot - name) : strlen(name);
    const char *split = name;
    for (size_t i = 0; i < n_stem; i++)
        if (name[i] == '_')
            split = name + i + 1;
    size_t n_split = n_stem - (size_t)(split - name);
    TRY(add(finder, file, n_folder, "", error));
    TRY(add(finder, file, n_folder, n_folder > 0 ? "/images" : "images", error));
    TRY(add(finder, "", 0, "", error));
    TRY(add(finder, "images", 6, "", error));
    TRY(add(finder, split, n_split, "", error));
    mlt_text path;
    mlt_text_init(&path, finder->dataset->ctx);
    mlt_text_puts(&path, "images/");
    mlt_text_add(&path, split, n_split);
    mltest_status status = mlt_text_ok(&path)
                               ? add(finder, mlt_text_string(&path), path.n, "", error)
                               : mlt_fail_memory(error);
    mlt_text_free(&path);
    return status;
}

static mltest_status fill(mlt_picture_finder *finder, const char *file, const char *pictures,
                          mltest_error **error)
{
    size_t n = strlen(pictures);
    if (n == 0)
        return add_usual(finder, file, error);
    while (n > 0 && pictures[n - 1] == '/')
        n--;
    if (!mlt_path_is_inside(pictures))
        return mlt_fail(error, MLTEST_ERR_INVALID,
                        "option pictures: \"%s\" is not a folder below %s", pictures,
                        finder->dataset->root);
    TRY(add(finder, pictures, n, "", error));
    if (finder->folders.n == 0)
        return mlt_fail(error, MLTEST_ERR_NOT_FOUND,
                        "option pictures: there is no folder \"%s\" in %s", pictures,
                        finder->dataset->root);
    return MLTEST_OK;
}

mltest_status mlt_picture_finder_init(mlt_picture_finder *finder, mltest_dataset *dataset,
                                      const char *label_file, const char *pictures,
                                      mltest_error **error)
{
    *finder = (mlt_picture_finder){.dataset = dataset};
    mlt_text_init(&finder->text, dataset->ctx);
    mltest_status status = fill(finder, label_file, pictures, error);
    if (status != MLTEST_OK)
        mlt_picture_finder_free(finder);
    return status;
}

/* Puts the path of a name in one of the folders into the text; whether it is a file. */
static bool is_in(mlt_picture_finder *finder, size_t folder, const char *name)
{
    mlt_text_clear(&finder->text);
    mlt_text_puts(&finder->text, finder->folders.items[folder]);
    if (finder->text.n > 0)
        mlt_text_putc(&finder->text, '/');
    mlt_text_puts(&finder->text, name);
    return mlt_text_ok(&finder->text) &&
           mlt_dataset_type_of(finder->dataset, mlt_text_string(&finder->text)) == MLT_PATH_FILE;
}

mltest_status mlt_picture_find(mlt_picture_finder *finder, const char *name, const char **path,
                               mltest_error **error)
{
    while (strncmp(name, "./", 2) == 0)
        name += 2;
    if (!mlt_path_is_inside(name))
        return mlt_fail(error, MLTEST_ERR_INVALID,
                        "a picture's path \"%s\" leads out of the data set's folder", name);
    for (size_t i = 0; i < finder->folders.n; i++) {
        size_t folder = (finder->last + i) % finder->folders.n;
        if (is_in(finder, folder, name)) {
            finder->last = folder;
            *path = mlt_text_string(&finder->text);
            return MLTEST_OK;
        }
        if (!mlt_text_ok(&finder->text))
            return mlt_fail_memory(error);
    }
    *path = NULL;
    return MLTEST_OK;
}

void mlt_picture_finder_free(mlt_picture_finder *finder)
{
    mlt_names_free(finder->dataset->ctx, &finder->folders);
    mlt_text_free(&finder->text);
}
