/* SPDX-License-Identifier: MIT */
#include <inttypes.h>
#include <stdio.h>
#include <string.h>

#include "base/alloc.h"
#include "base/error.h"
#include "base/utf8.h"
#include "dataset/voc.h"

static const char folder[] = "ImageSets/Main";

/* What a caller gave for a split that is not there: the nearest, and all. */
static void describe_splits(mlt_text *text, const char *split, mlt_names *names)
{
    size_t n = 0;
    for (size_t i = 0; i < names->n; i++) {
        char *name = names->items[i];
        if (!mlt_path_has_extension(name, ".txt") || !mlt_utf8_is_plain(name, strlen(name)))
            continue;
        name[strlen(name) - strlen(".txt")] = '\0';
        names->items[i] = names->items[n];
        names->items[n++] = name;
    }
    const char *near = mlt_nearest_name(split, (const char *const *)names->items, n);
    if (near != NULL)
        mlt_text_printf(text, "; did you mean \"%s\"?", near);
    mlt_text_puts(text, n == 0 ? "; there are none" : " There are: ");
    for (size_t i = 0; i < n && i < 20; i++)
        mlt_text_printf(text, "%s%s", i > 0 ? ", " : "", names->items[i]);
    mlt_text_puts(text, n > 20 ? ", ..." : "");
}

static mltest_status no_such_split(mlt_voc *voc, const char *split, mltest_error **error)
{
    mltest_dataset *dataset = voc->dataset;
    if (!mlt_has_folder(dataset->root, folder))
        return mlt_fail(error, MLTEST_ERR_NOT_FOUND, "%s: no split \"%s\": there is no %s/",
                        dataset->root, split, folder);
    mlt_names names = {NULL, 0, 0};
    mlt_text text;
    mlt_text_init(&text, dataset->ctx);
    char *path = mlt_path_join(dataset->ctx, dataset->root, folder);
    mltest_status status =
        path == NULL ? mlt_fail_memory(error) : mlt_dir_list(dataset->ctx, path, &names, error);
    if (status == MLTEST_OK) {
        describe_splits(&text, split, &names);
        status = mlt_text_ok(&text)
                     ? mlt_fail(error, MLTEST_ERR_NOT_FOUND, "%s: no split \"%s\" in %s%s",
                                dataset->root, split, folder, mlt_text_string(&text))
                     : mlt_fail_memory(error);
    }
    mlt_free(dataset->ctx, path);
    mlt_text_free(&text);
    mlt_names_free(dataset->ctx, &names);
    return status;
}

/* Without the 1, 0 or −1 that files for one class have behind the name. */
static size_t without_mark(const char *line, size_t n)
{
    size_t end = n;
    if (end > 0 && (line[end - 1] == '1' || line[end - 1] == '0'))
        end--;
    if (end > 0 && end < n && line[end - 1] == '-')
        end--;
    size_t name = end;
    while (name > 0 && (line[name - 1] == ' ' || line[name - 1] == '\t'))
        name--;
    return name < end && end < n && name > 0 ? name : n;
}

static mltest_status fail_at(mlt_voc *voc, const char *file, int64_t line, const char *what,
                             mltest_error **error)
{
    char *path = mlt_path_join(voc->dataset->ctx, voc->dataset->root, file);
    if (path == NULL)
        return mlt_fail_memory(error);
    mlt_where where = MLT_NOWHERE;
    where.file = path;
    where.line = line;
    mltest_status status = mlt_fail_at(error, MLTEST_ERR_FORMAT, where, "%s", what);
    mlt_free(voc->dataset->ctx, path);
    return status;
}

typedef mltest_status (*visitor)(mlt_voc *voc, const char *stem, const char *place,
                                 mltest_error **error);

/* name has n bytes and is writable. */
static mltest_status visit_name(mlt_voc *voc, char *name, size_t n, const char *file, int64_t line,
                                visitor visit, mltest_error **error)
{
    const char *annotation;
    if (!mlt_utf8_is_plain(name, n) || !mlt_path_is_inside(name) || strchr(name, '/') != NULL)
        return fail_at(voc, file, line,
                       "the name of a picture without folder and extension "
                       "expected",
                       error);
    TRY(mlt_voc_find_annotation(voc, name, &annotation, error));
    if (annotation == NULL)
        name[without_mark(name, n)] = '\0';
    char *place = mlt_alloc(voc->dataset->ctx, strlen(file) + 32);
    if (place == NULL)
        return mlt_fail_memory(error);
    snprintf(place, strlen(file) + 32, "%s:%" PRId64, file, line);
    mltest_status status = visit(voc, name, place, error);
    mlt_free(voc->dataset->ctx, place);
    return status;
}

static mltest_status visit_lines(mlt_voc *voc, const char *file, const char *bytes, size_t n_bytes,
                                 visitor visit, mltest_error **error)
{
    mlt_lines lines = mlt_lines_of(bytes, n_bytes);
    const char *line;
    size_t n;
    size_t n_names = 0;
    while (mlt_lines_next(&lines, &line, &n)) {
        char *name = mlt_strndup(voc->dataset->ctx, line, n);
        if (name == NULL)
            return mlt_fail_memory(error);
        mltest_status status = visit_name(voc, name, n, file, lines.number, visit, error);
        mlt_free(voc->dataset->ctx, name);
        TRY(status);
        n_names++;
    }
    if (n_names == 0)
        return fail_at(voc, file, 0, "the split is empty", error);
    return MLTEST_OK;
}

/* file is ImageSets/Main/SPLIT.txt. */
static mltest_status read_file(mlt_voc *voc, const char *split, const char *file, visitor visit,
                               mltest_error **error)
{
    mltest_dataset *dataset = voc->dataset;
    if (!mlt_path_is_inside(split) || strchr(split, '/') != NULL ||
        mlt_dataset_type_of(dataset, file) == MLT_PATH_NONE)
        return no_such_split(voc, split, error);
    char *bytes;
    size_t n;
    TRY(mlt_dataset_read_file(dataset, file, &bytes, &n, error));
    mltest_status status = visit_lines(voc, file, bytes, n, visit, error);
    mlt_free(dataset->ctx, bytes);
    return status;
}

mltest_status mlt_voc_read_split(mlt_voc *voc, const char *split, visitor visit,
                                 mltest_error **error)
{
    mlt_text file;
    mlt_text_init(&file, voc->dataset->ctx);
    mlt_text_printf(&file, "%s/%s.txt", folder, split);
    mltest_status status = mlt_text_ok(&file)
                               ? read_file(voc, split, mlt_text_string(&file), visit, error)
                               : mlt_fail_memory(error);
    mlt_text_free(&file);
    return status;
}

/* "cat_train" of a class "cat" says which pictures of train show cats. */
static bool is_of_class(const mltest_dataset *dataset, const char *name, size_t n)
{
    for (size_t i = 0; i < dataset->classes.n; i++) {
        size_t n_class = strlen(dataset->classes.names[i]);
        if (n_class < n && name[n_class] == '_' &&
            strncmp(name, dataset->classes.names[i], n_class) == 0)
            return true;
    }
    return false;
}

mltest_status mlt_voc_note_splits(mlt_voc *voc, mltest_error **error)
{
    mltest_dataset *dataset = voc->dataset;
    mlt_names names = {NULL, 0, 0};
    if (!mlt_has_folder(dataset->root, folder))
        return MLTEST_OK;
    char *path = mlt_path_join(dataset->ctx, dataset->root, folder);
    mltest_status status =
        path == NULL ? mlt_fail_memory(error) : mlt_dir_list(dataset->ctx, path, &names, error);
    for (size_t i = 0; i < names.n && status == MLTEST_OK; i++) {
        const char *name = names.items[i];
        size_t n = strlen(name) - (mlt_path_has_extension(name, ".txt") ? strlen(".txt") : 0);
        if (name[n] != '\0' && name[0] != '.' && !is_of_class(dataset, name, n))
            status = mlt_dataset_add_split(dataset, name, n, error);
    }
    mlt_free(dataset->ctx, path);
    mlt_names_free(dataset->ctx, &names);
    return status;
}
