/* SPDX-License-Identifier: MIT */
/*
 * The pictures in a folder and the folders below it.
 */
#include <inttypes.h>
#include <string.h>
#include <sys/stat.h>

#include "base/alloc.h"
#include "base/context.h"
#include "base/error.h"
#include "base/utf8.h"
#include "dataset/reader.h"

static mltest_status walk(mlt_walk *w, const char *relative, uint64_t depth, mltest_error **error);

static mltest_status odd(mlt_walk *w, const char *what, const char *place, mltest_error **error)
{
    return mlt_dataset_odd(w->dataset, what, place, error);
}

static mltest_status visit_file(mlt_walk *w, const char *relative, mltest_error **error)
{
    if (!mlt_is_picture_name(relative)) {
        w->n_other++;
        return w->with_labels
                   ? MLTEST_OK
                   : odd(w, "a file is not .png, .jpg or .jpeg (skipped)", relative, error);
    }
    return w->picture(w->data, relative, error);
}

static mltest_status visit_link(mlt_walk *w, const char *relative, const char *path,
                                mltest_error **error)
{
    mltest_error *why = NULL;
    mltest_status status = mlt_path_check_below(w->dataset->ctx, w->dataset->root, relative, &why);
    mlt_error_free(why);
    if (status == MLTEST_ERR_MEMORY)
        return mlt_fail_memory(error);
    if (status == MLTEST_ERR_INVALID)
        return odd(w, "a symbolic link leads out of the folder (skipped)", relative, error);
    if (status != MLTEST_OK)
        return odd(w, "a symbolic link leads nowhere (skipped)", relative, error);
    /* Following links to folders would list pictures twice, or for ever. */
    if (mlt_path_type_of(path) == MLT_PATH_DIR)
        return odd(w, "a symbolic link leads to a folder (skipped)", relative, error);
    if (mlt_path_type_of(path) != MLT_PATH_FILE)
        return odd(w, "neither a file nor a folder (skipped)", relative, error);
    return visit_file(w, relative, error);
}

static mltest_status visit_path(mlt_walk *w, const char *relative, const char *path, uint64_t depth,
                                mltest_error **error)
{
    struct stat st;
    if (lstat(path, &st) != 0)
        return odd(w, "a file is gone or may not be looked at (skipped)", relative, error);
    if (S_ISDIR(st.st_mode))
        return walk(w, relative, depth + 1, error);
    if (S_ISLNK(st.st_mode))
        return visit_link(w, relative, path, error);
    if (S_ISREG(st.st_mode))
        return visit_file(w, relative, error);
    return odd(w, "neither a file nor a folder (skipped)", relative, error);
}

static mltest_status visit_relative(mlt_walk *w, const char *relative, uint64_t depth,
                                    mltest_error **error)
{
    char *path = mlt_path_join(w->dataset->ctx, w->dataset->root, relative);
    if (path == NULL)
        return mlt_fail_memory(error);
    mltest_status status = visit_path(w, relative, path, depth, error);
    mlt_free(w->dataset->ctx, path);
    return status;
}

static mltest_status visit(mlt_walk *w, const char *folder, const char *name, uint64_t depth,
                           mltest_error **error)
{
    if (name[0] == '.')
        return MLTEST_OK; /* hidden */
    if (!mlt_utf8_is_plain(name, strlen(name)) || !mlt_path_is_inside(name))
        return odd(w, MLT_ODD_NAME, folder[0] == '\0' ? "." : folder, error);
    char *relative = mlt_path_join(w->dataset->ctx, folder, name);
    if (relative == NULL)
        return mlt_fail_memory(error);
    mltest_status status = visit_relative(w, relative, depth, error);
    mlt_free(w->dataset->ctx, relative);
    return status;
}

static mltest_status list_below(mlt_walk *w, const char *relative, mlt_names *names,
                                mltest_error **error)
{
    const mltest_dataset *dataset = w->dataset;
    if (relative[0] == '\0')
        return mlt_dir_list(dataset->ctx, dataset->root, names, error);
    char *path = mlt_path_join(dataset->ctx, dataset->root, relative);
    if (path == NULL)
        return mlt_fail_memory(error);
    mltest_status status = mlt_dir_list(dataset->ctx, path, names, error);
    mlt_free(dataset->ctx, path);
    return status;
}

bool mlt_has_name(const mlt_names *names, const char *name)
{
    for (size_t i = 0; i < names->n; i++)
        if (strcmp(names->items[i], name) == 0)
            return true;
    return false;
}

static mltest_status visit_all(mlt_walk *w, const char *relative, const mlt_names *names,
                               uint64_t depth, mltest_error **error)
{
    bool is_voc = mlt_has_name(names, "Annotations") && mlt_has_name(names, "JPEGImages");
    if (is_voc && depth > 0)
        TRY(odd(w, "read without labels; this looks like a Pascal VOC data set: open it by itself",
                relative, error));
    for (size_t i = 0; i < names->n; i++)
        TRY(visit(w, relative, names->items[i], depth, error));
    return MLTEST_OK;
}

static mltest_status walk(mlt_walk *w, const char *relative, uint64_t depth, mltest_error **error)
{
    uint64_t limit = mlt_context_limits(w->dataset->ctx)->max_path_depth;
    if (depth > limit)
        return mlt_fail(error, MLTEST_ERR_LIMIT,
                        "%s/%s: more than %" PRIu64 " folders deep (limit max_path_depth)",
                        w->dataset->root, relative, limit);
    mlt_names names = {NULL, 0, 0};
    TRY(list_below(w, relative, &names, error));
    mltest_status status = visit_all(w, relative, &names, depth, error);
    mlt_names_free(w->dataset->ctx, &names);
    return status;
}

mltest_status mlt_walk_pictures(mlt_walk *w, const char *relative, mltest_error **error)
{
    return walk(w, relative, 0, error);
}
