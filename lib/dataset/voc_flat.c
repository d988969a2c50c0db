/* SPDX-License-Identifier: MIT */
#include <string.h>

#include "base/alloc.h"
#include "base/error.h"
#include "dataset/label_files.h"
#include "dataset/voc.h"

char *mlt_voc_path(mltest_context *ctx, const char *folder, const char *name)
{
    return folder[0] == '\0' ? mlt_strdup(ctx, name) : mlt_path_join(ctx, folder, name);
}

/* Whether a picture is beside a file of that name: names are sorted, so it is a neighbour. */
static bool has_picture(const mlt_names *names, size_t i)
{
    size_t n = strlen(names->items[i]) - strlen("xml"); /* with the dot */
    for (size_t k = 0; k < names->n; k++)
        if (strncmp(names->items[k], names->items[i], n) == 0 &&
            strchr(names->items[k] + n, '.') == NULL && mlt_is_picture_name(names->items[k]))
            return true;
    return false;
}

/* By its content; a file that cannot be read is none. */
static mltest_status is_annotation(mltest_context *ctx, const char *folder, const char *name,
                                   bool *out, mltest_error **error)
{
    char *bytes = NULL;
    size_t n = 0;
    mltest_error *why = NULL;
    *out = false;
    char *path = mlt_path_join(ctx, folder, name);
    if (path == NULL)
        return mlt_fail_memory(error);
    mltest_status status = mlt_file_read(ctx, path, &bytes, &n, &why);
    mlt_free(ctx, path);
    mlt_error_free(why);
    if (status == MLTEST_ERR_MEMORY)
        return mlt_fail_memory(error);
    if (status == MLTEST_OK)
        *out = mlt_has_text(bytes, n, "<annotation>");
    mlt_free(ctx, bytes);
    return MLTEST_OK;
}

/* The first .xml that has a picture beside it tells. */
static mltest_status is_flat(mltest_context *ctx, const char *folder, bool *out,
                             mltest_error **error)
{
    mlt_names names = {NULL, 0, 0};
    mltest_error *why = NULL;
    *out = false;
    mltest_status status = mlt_dir_list(ctx, folder, &names, &why);
    mlt_error_free(why);
    if (status == MLTEST_ERR_MEMORY)
        return mlt_fail_memory(error);
    size_t i = 0;
    while (i < names.n && !mlt_path_has_extension(names.items[i], ".xml"))
        i++;
    status = MLTEST_OK;
    if (i < names.n && has_picture(&names, i))
        status = is_annotation(ctx, folder, names.items[i], out, error);
    mlt_names_free(ctx, &names);
    return status;
}

static mltest_status consider_split(mltest_context *ctx, const char *root, const char *split,
                                    mlt_names *out, mltest_error **error)
{
    bool is_it = false;
    if (!mlt_has_folder(root, split))
        return MLTEST_OK;
    char *path = mlt_path_join(ctx, root, split);
    if (path == NULL)
        return mlt_fail_memory(error);
    mltest_status status = is_flat(ctx, path, &is_it, error);
    mlt_free(ctx, path);
    return status == MLTEST_OK && is_it ? mlt_names_add(ctx, out, split, error) : status;
}

mltest_status mlt_voc_flat_folders(mltest_context *ctx, const char *root, mlt_names *out,
                                   mltest_error **error)
{
    bool is_it;
    *out = (mlt_names){NULL, 0, 0};
    TRY(is_flat(ctx, root, &is_it, error));
    mltest_status status = is_it ? mlt_names_add(ctx, out, "", error) : MLTEST_OK;
    for (const char *const *split = mlt_usual_splits; *split != NULL && !is_it; split++)
        if (status == MLTEST_OK)
            status = consider_split(ctx, root, *split, out, error);
    if (status != MLTEST_OK)
        mlt_names_free(ctx, out);
    return status;
}
