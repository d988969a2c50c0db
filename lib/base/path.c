/* SPDX-License-Identifier: MIT */
#include "base/alloc.h"
#include "base/context.h"
#include "base/error.h"
#include "base/file.h"
#include "base/utf8.h"

#include <dirent.h>
#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>
#include <sys/stat.h>

mlt_path_type mlt_path_type_of(const char *path)
{
    struct stat st;
    if (stat(path, &st) != 0)
        return MLT_PATH_NONE;
    if (S_ISREG(st.st_mode))
        return MLT_PATH_FILE;
    return S_ISDIR(st.st_mode) ? MLT_PATH_DIR : MLT_PATH_OTHER;
}

char *mlt_path_join(mltest_context *ctx, const char *a, const char *b)
{
    size_t n_a = strlen(a), n_b = strlen(b);
    char *joined = mlt_alloc_zero(ctx, n_a + n_b + 2, 1);
    if (joined == NULL)
        return NULL;
    memcpy(joined, a, n_a);
    if (n_a > 0 && a[n_a - 1] != '/')
        joined[n_a++] = '/';
    memcpy(joined + n_a, b, n_b);
    return joined;
}

const char *mlt_path_name(const char *path)
{
    const char *slash = strrchr(path, '/');
    return slash != NULL ? slash + 1 : path;
}

bool mlt_path_has_extension(const char *path, const char *extension)
{
    const char *name = mlt_path_name(path);
    size_t n = strlen(name), n_ext = strlen(extension);
    return n > n_ext && mlt_same_letters(name + n - n_ext, extension);
}

bool mlt_path_is_inside(const char *relative)
{
    if (relative[0] == '\0' || relative[0] == '/' || strchr(relative, '\\') != NULL)
        return false;
    for (const char *part = relative; part != NULL;) {
        const char *slash = strchr(part, '/');
        size_t n = slash != NULL ? (size_t)(slash - part) : strlen(part);
        if (n == 2 && part[0] == '.' && part[1] == '.')
            return false;
        part = slash != NULL ? slash + 1 : NULL;
    }
    return true;
}

/* Whether path is root itself or lies below it; both are resolved. */
static bool is_below(const char *root, const char *path)
{
    size_t n = strlen(root);
    while (n > 0 && root[n - 1] == '/')
        n--;
    return strncmp(root, path, n) == 0 && (path[n] == '/' || path[n] == '\0');
}

mltest_status mlt_path_check_below(mltest_context *ctx, const char *root, const char *relative,
                                   mltest_error **error)
{
    if (!mlt_path_is_inside(relative))
        return mlt_fail(error, MLTEST_ERR_INVALID, "%s: leads out of %s", relative, root);
    char *joined = mlt_path_join(ctx, root, relative);
    if (joined == NULL)
        return mlt_fail_memory(error);
    char *real_root = realpath(root, NULL);
    char *real_path = real_root != NULL ? realpath(joined, NULL) : NULL;
    int err = errno;
    mltest_status status = MLTEST_OK;
    if (real_path == NULL)
        status = mlt_fail_errno(error, joined, "open", err);
    else if (!is_below(real_root, real_path))
        status = mlt_fail_at(error, MLTEST_ERR_INVALID, MLT_IN_FILE(joined),
                             "a link that leads out of %s", root);
    free(real_path);
    free(real_root);
    mlt_free(ctx, joined);
    return status;
}

mltest_status mlt_names_add(mltest_context *ctx, mlt_names *names, const char *name,
                            mltest_error **error)
{
    if (!mlt_reserve(ctx, names->items, names->cap, names->n + 1))
        return mlt_fail_memory(error);
    char *copy = mlt_strdup(ctx, name);
    if (copy == NULL)
        return mlt_fail_memory(error);
    names->items[names->n++] = copy;
    return MLTEST_OK;
}

void mlt_names_free(mltest_context *ctx, mlt_names *names)
{
    for (size_t i = 0; i < names->n; i++)
        mlt_free(ctx, names->items[i]);
    mlt_free(ctx, (void *)names->items);
    memset(names, 0, sizeof *names);
}

static int by_bytes(const void *a, const void *b)
{
    return strcmp(*(char *const *)a, *(char *const *)b);
}

static mltest_status list(mltest_context *ctx, DIR *dir, const char *path, mlt_names *out,
                          mltest_error **error)
{
    for (;;) {
        errno = 0;
        const struct dirent *entry = readdir(dir);
        if (entry == NULL)
            return errno == 0 ? MLTEST_OK : mlt_fail_errno(error, path, "list", errno);
        if (strcmp(entry->d_name, ".") == 0 || strcmp(entry->d_name, "..") == 0)
            continue;
        if (out->n >= mlt_context_limits(ctx)->max_samples)
            return mlt_fail_at(error, MLTEST_ERR_LIMIT, MLT_IN_FILE(path),
                               "too many files (limit max_samples)");
        TRY(mlt_names_add(ctx, out, entry->d_name, error));
    }
}

mltest_status mlt_dir_list(mltest_context *ctx, const char *path, mlt_names *out,
                           mltest_error **error)
{
    memset(out, 0, sizeof *out);
    DIR *dir = opendir(path);
    if (dir == NULL)
        return mlt_fail_errno(error, path, "open", errno);
    mltest_status status = list(ctx, dir, path, out, error);
    closedir(dir);
    if (status != MLTEST_OK)
        mlt_names_free(ctx, out);
    else if (out->n > 1)
        qsort((void *)out->items, out->n, sizeof *out->items, by_bytes);
    return status;
}
