/* SPDX-License-Identifier: MIT */
/*
 * Whole files in, whole files out, and what paths and folders need.
 */
#ifndef MLT_BASE_FILE_H
#define MLT_BASE_FILE_H

#include "mltest/context.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/*
 * Reads a whole file through the context's io; at most max_file_bytes. A NUL that is not counted
 * follows the last byte. Refuses what is not a regular file. Free *bytes with mlt_free().
 */
mltest_status mlt_file_read(mltest_context *ctx, const char *path, char **bytes, size_t *n,
                            mltest_error **error);
/* 0 if there is no such file in the file system. */
uint64_t mlt_file_size(const char *path);
/* Writes to a temporary name in the same folder, syncs and renames. */
mltest_status mlt_file_write(mltest_context *ctx, const char *path, const void *bytes, size_t n,
                             mltest_error **error);

typedef enum { MLT_PATH_NONE, MLT_PATH_FILE, MLT_PATH_DIR, MLT_PATH_OTHER } mlt_path_type;
mlt_path_type mlt_path_type_of(const char *path);

/* a + "/" + b, new memory; b alone if a is "". */
char *mlt_path_join(mltest_context *ctx, const char *a, const char *b);
/* The part after the last '/', borrowed. */
const char *mlt_path_name(const char *path);
/* Case-insensitive comparison of the extension, e.g. mlt_path_has_extension(p, ".png"). */
bool mlt_path_has_extension(const char *path, const char *extension);
/* Whether a relative path stays below its root as text: not absolute, no "..", no NUL, no '\\'. */
bool mlt_path_is_inside(const char *relative);
/* Whether root/relative, symbolic links followed, stays below root; MLTEST_ERR_INVALID if not. */
mltest_status mlt_path_check_below(mltest_context *ctx, const char *root, const char *relative,
                                   mltest_error **error);

/* The names in a folder without "." and "..", sorted bytewise. Free with mlt_names_free(). */
typedef struct {
    char **items;
    size_t n, cap;
} mlt_names;
mltest_status mlt_dir_list(mltest_context *ctx, const char *path, mlt_names *out,
                           mltest_error **error);
/* Adds a copy. */
mltest_status mlt_names_add(mltest_context *ctx, mlt_names *names, const char *name,
                            mltest_error **error);
void mlt_names_free(mltest_context *ctx, mlt_names *names);

#endif
