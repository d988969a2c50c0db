/* SPDX-License-Identifier: MIT */
#include "base/folder.h"

#include <errno.h>
#include <ftw.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>

#include "base/alloc.h"
#include "base/error.h"
#include "base/file.h"

/* Makes a folder that may be there already. */
static mltest_status make_or_keep(const char *path, mltest_error **error)
{
    if (mkdir(path, 0777) == 0 || (errno == EEXIST && mlt_path_type_of(path) == MLT_PATH_DIR))
        return MLTEST_OK;
    return mlt_fail_errno(error, path, "make folder", errno);
}

/* path is writable; its first n_root bytes are there already. */
static mltest_status make_each(char *path, size_t n_root, mltest_error **error)
{
    for (char *slash = strchr(path + n_root + 1, '/'); slash != NULL;
         slash = strchr(slash + 1, '/')) {
        *slash = '\0';
        mltest_status status = make_or_keep(path, error);
        *slash = '/';
        TRY(status);
    }
    return MLTEST_OK;
}

mltest_status mlt_folder_make_parents(mltest_context *ctx, const char *root, const char *relative,
                                      mltest_error **error)
{
    char *path = mlt_path_join(ctx, root, relative);
    if (path == NULL)
        return mlt_fail_memory(error);
    mltest_status status = make_each(path, strlen(root), error);
    mlt_free(ctx, path);
    return status;
}

mltest_status mlt_folder_make(const char *path, mltest_error **error)
{
    if (mkdir(path, 0777) == 0)
        return MLTEST_OK;
    if (errno == EEXIST)
        return mlt_fail_at(error, MLTEST_ERR_CONFLICT, MLT_IN_FILE(path),
                           "there is something of that name already");
    return mlt_fail_errno(error, path, "make folder", errno);
}

static int remove_one(const char *path, const struct stat *st, int type, struct FTW *at)
{
    (void)st;
    (void)type;
    (void)at;
    (void)remove(path);
    return 0;
}

void mlt_folder_remove(const char *path)
{
    enum { OPEN_AT_ONCE = 16 };
    (void)nftw(path, remove_one, OPEN_AT_ONCE, FTW_DEPTH | FTW_PHYS);
}
