/* SPDX-License-Identifier: MIT */
#include <inttypes.h>
#include <math.h>
#include <string.h>
#include <sys/stat.h>

#include "base/alloc.h"
#include "base/context.h"
#include "base/error.h"
#include "base/file.h"
#include "dataset/reader.h"
#include "dataset/yolo.h"
#include "predictor/recorded.h"

typedef struct {
    mlt_recorded *recorded;
    const char *root;
} folder;

/* A box, or a polygon of at least three points, with its score. */
static mltest_status check_line(mlt_where where, const double *numbers, size_t n,
                                mltest_error **error)
{
    if (n != 6 && (n < 8 || n % 2 == 1))
        return mlt_fail_at(error, MLTEST_ERR_FORMAT, where,
                           "\"class cx cy w h score\" or \"class x y x y x y … score\" expected, "
                           "found %zu numbers%s",
                           n, n == 5 ? ": are these labels, without scores?" : "");
    if (!(numbers[0] >= 0 && numbers[0] < INT32_MAX) || numbers[0] != floor(numbers[0]))
        return mlt_fail_at(error, MLTEST_ERR_FORMAT, where, "%g is not the number of a class",
                           numbers[0]);
    return mlt_yolo_check_parts(where, numbers + 1, n - 2, error);
}

static mltest_status add_line(mlt_recorded *r, uint32_t image, const double *numbers, size_t n,
                              mltest_error **error)
{
    const double *parts = numbers + 1;
    if (!mlt_reserve(r->ctx, r->items, r->cap, r->n + 1))
        return mlt_fail_memory(error);
    mlt_box box = {parts[0], parts[1], parts[2], parts[3]};
    if (n > 6) {
        box = mlt_yolo_box_around(parts, n - 2, 1, 1);
        box.x += box.width / 2;
        box.y += box.height / 2;
    }
    r->items[r->n++] = (mlt_recorded_item){
        .box = box, .score = numbers[n - 1], .category = (int64_t)numbers[0], .image = image};
    return MLTEST_OK;
}

static mltest_status add_lines(mlt_recorded *r, uint32_t image, const char *path, const char *bytes,
                               size_t n_bytes, double *numbers, mltest_error **error)
{
    mlt_lines lines = mlt_lines_of(bytes, n_bytes);
    mlt_where where = MLT_IN_FILE(path);
    const char *line;
    size_t n_line, n = 0;
    while (mlt_lines_next(&lines, &line, &n_line)) {
        where.line = lines.number;
        TRY(mlt_yolo_read_numbers(where, line, n_line, numbers, &n, error));
        TRY(check_line(where, numbers, n, error));
        TRY(add_line(r, image, numbers, n, error));
    }
    return MLTEST_OK;
}

mltest_status mlt_recorded_add_file(mlt_recorded *recorded, const char *name, const char *path,
                                    const char *bytes, size_t n, mltest_error **error)
{
    size_t image = 0;
    mltest_status status = MLTEST_ERR_MEMORY;
    char *stem = mlt_strndup(recorded->ctx, name, strlen(name) - strlen(".txt"));
    double *numbers = mlt_realloc_array(recorded->ctx, NULL, MLT_YOLO_NUMBERS, sizeof *numbers);
    if (stem == NULL || numbers == NULL)
        mlt_fail_memory(error);
    else
        status = mlt_keys_add(&recorded->images, stem, &image, error);
    if (status == MLTEST_OK)
        status = add_lines(recorded, (uint32_t)image, path, bytes, n, numbers, error);
    mlt_free(recorded->ctx, stem);
    mlt_free(recorded->ctx, numbers);
    return status;
}

static mltest_status read_file(const folder *f, const char *name, const char *path,
                               mltest_error **error)
{
    mltest_context *ctx = f->recorded->ctx;
    char *bytes = NULL;
    size_t n = 0;
    TRY(mlt_path_check_below(ctx, f->root, name, error));
    TRY(mlt_file_read(ctx, path, &bytes, &n, error));
    mltest_status status = mlt_recorded_add_file(f->recorded, name, path, bytes, n, error);
    mlt_free(ctx, bytes);
    return status;
}

static mltest_status list(const folder *f, const char *name, const char *path, uint64_t depth,
                          mltest_error **error);

/* Links to folders are not followed; a list of class names is not of a picture. */
static mltest_status visit(const folder *f, const char *below, const char *name, uint64_t depth,
                           mltest_error **error)
{
    mltest_context *ctx = f->recorded->ctx;
    struct stat st;
    char *relative = mlt_path_join(ctx, below, name);
    char *path = relative != NULL ? mlt_path_join(ctx, f->root, relative) : NULL;
    mltest_status status = MLTEST_OK;
    if (path == NULL)
        status = mlt_fail_memory(error);
    else if (lstat(path, &st) == 0 && S_ISDIR(st.st_mode))
        status = list(f, relative, path, depth + 1, error);
    else if (mlt_path_has_extension(name, ".txt") && strcmp(name, "classes.txt") != 0)
        status = read_file(f, relative, path, error);
    mlt_free(ctx, relative);
    mlt_free(ctx, path);
    return status;
}

static mltest_status list(const folder *f, const char *name, const char *path, uint64_t depth,
                          mltest_error **error)
{
    mltest_context *ctx = f->recorded->ctx;
    uint64_t limit = mlt_context_limits(ctx)->max_path_depth;
    mlt_names names = {NULL, 0, 0};
    if (depth > limit)
        return mlt_fail(error, MLTEST_ERR_LIMIT,
                        "%s: more than %" PRIu64 " folders deep (limit max_path_depth)", path,
                        limit);
    TRY(mlt_dir_list(ctx, path, &names, error));
    mltest_status status = MLTEST_OK;
    for (size_t i = 0; i < names.n && status == MLTEST_OK; i++)
        if (names.items[i][0] != '.')
            status = visit(f, name, names.items[i], depth, error);
    mlt_names_free(ctx, &names);
    return status;
}

mltest_status mlt_recorded_read_folder(mlt_recorded *recorded, mltest_context *ctx,
                                       const char *root, mltest_error **error)
{
    const folder f = {recorded, root};
    recorded->is_folder = true;
    recorded->categories = MLT_CATEGORIES_NUMBERS;
    TRY(mlt_recorded_begin(recorded, ctx, error));
    TRY(list(&f, "", root, 0, error));
    if (recorded->images.n == 0)
        return mlt_fail(error, MLTEST_ERR_FORMAT,
                        "%s: no predictions: expected files PICTURE.txt with lines \"class cx cy w "
                        "h score\"",
                        root);
    return mlt_recorded_group(recorded, error);
}
