/* SPDX-License-Identifier: MIT */
#include "dataset/gather.h"

#include <inttypes.h>
#include <math.h>
#include <string.h>

#include "base/alloc.h"
#include "base/error.h"
#include "base/utf8.h"

mltest_status mlt_gather_init(mlt_gather *g, mltest_dataset *dataset,
                              const mlt_dataset_settings *settings, const char *file,
                              const char *path, mltest_error **error)
{
    *g = (mlt_gather){.dataset = dataset,
                      .settings = settings,
                      .where = MLT_IN_FILE(path),
                      .file = file,
                      .finder = {.dataset = dataset}};
    mlt_keys_init(&g->names, dataset->ctx);
    mlt_text_init(&g->place, dataset->ctx);
    mlt_text_init(&g->finder.text, dataset->ctx);
    return mlt_picture_finder_init(&g->finder, dataset, file, settings->pictures, error);
}

void mlt_gather_free(mlt_gather *g)
{
    mlt_picture_finder_free(&g->finder);
    mlt_keys_free(&g->names);
    mlt_free(g->dataset->ctx, g->samples);
    mlt_text_free(&g->place);
}

const char *mlt_gather_place(mlt_gather *g)
{
    mlt_text_clear(&g->place);
    mlt_text_puts(&g->place, g->file);
    if (g->where.line > 0)
        mlt_text_printf(&g->place, ":%" PRId64, g->where.line);
    return mlt_text_ok(&g->place) ? mlt_text_string(&g->place) : NULL;
}

static mltest_status odd(mlt_gather *g, const char *what, mltest_error **error)
{
    const char *place = mlt_gather_place(g);
    return place != NULL ? mlt_dataset_odd(g->dataset, what, place, error) : mlt_fail_memory(error);
}

/* Looks for name + ending. A failure that lies in the name gets the record's place. */
static mltest_status find_one(mlt_gather *g, const char *name, const char *ending,
                              const char **path, mltest_error **error)
{
    mltest_error *why = NULL;
    mlt_text whole;
    mlt_text_init(&whole, g->dataset->ctx);
    mlt_text_puts(&whole, name);
    mlt_text_puts(&whole, ending);
    mltest_status status = MLTEST_ERR_MEMORY;
    if (name[0] == '\0')
        status = mlt_fail(&why, MLTEST_ERR_FORMAT, "a record without a picture's name");
    else if (mlt_text_ok(&whole))
        status = mlt_picture_find(&g->finder, mlt_text_string(&whole), path, &why);
    mlt_text_free(&whole);
    if (status == MLTEST_ERR_MEMORY)
        mlt_fail_memory(error);
    else if (status != MLTEST_OK)
        mlt_fail_at(error, status, g->where, "%s", mlt_error_text(why, MLT_ERROR_MESSAGE));
    mlt_error_free(why);
    return status;
}

static mltest_status add_sample(mlt_gather *g, const char *path, int64_t *sample,
                                mltest_error **error)
{
    mltest_sample *made;
    TRY(mlt_dataset_append(g->dataset, &made, error));
    TRY(mlt_sample_set_id(made, path, error));
    made->labelled = true;
    *sample = (int64_t)g->dataset->n - 1;
    return MLTEST_OK;
}

static mltest_status enter_picture(mlt_gather *g, const char *name, const char *const *endings,
                                   int64_t *sample, mltest_error **error)
{
    const char *path = NULL;
    *sample = -1;
    for (; *endings != NULL && path == NULL; endings++)
        TRY(find_one(g, name, *endings, &path, error));
    if (path != NULL)
        return add_sample(g, path, sample, error);
    g->n_missing++;
    return odd(g, "a picture is not there (left out)", error);
}

mltest_status mlt_gather_picture(mlt_gather *g, const char *name, const char *const *endings,
                                 int64_t *sample, mltest_error **error)
{
    size_t number;
    size_t n = g->names.n;
    if (!mlt_utf8_is_plain(name, strlen(name)))
        return mlt_fail_at(error, MLTEST_ERR_FORMAT, g->where,
                           "a picture's name without control characters expected");
    if (!mlt_reserve(g->dataset->ctx, g->samples, g->cap_samples, n + 1))
        return mlt_fail_memory(error);
    TRY(mlt_keys_add(&g->names, name, &number, error));
    if (number == n)
        TRY(enter_picture(g, name, endings, &g->samples[n], error));
    *sample = g->samples[number];
    return MLTEST_OK;
}

static mltest_status unknown_class(const mlt_gather *g, const char *name, mltest_error **error)
{
    const mlt_classes *classes = &g->dataset->classes;
    const char *near = mlt_nearest_name(name, (const char *const *)classes->names, classes->n);
    return mlt_fail_at(error, MLTEST_ERR_FORMAT, g->where, "class \"%s\" is not in %s%s%s%s", name,
                       g->settings->classes, near != NULL ? "; did you mean \"" : "",
                       near != NULL ? near : "", near != NULL ? "\"?" : "");
}

mltest_status mlt_gather_class(mlt_gather *g, const char *name, int32_t *cls, mltest_error **error)
{
    mlt_classes *classes = &g->dataset->classes;
    if (name[0] == '\0' || !mlt_utf8_is_plain(name, strlen(name)))
        return mlt_fail_at(error, MLTEST_ERR_FORMAT, g->where,
                           "a class name without control characters expected");
    *cls = mlt_classes_find(classes, name);
    if (*cls >= 0)
        return MLTEST_OK;
    if (g->settings->classes[0] != '\0')
        return unknown_class(g, name, error);
    *cls = (int32_t)classes->n;
    const char *const names[] = {name};
    return mlt_dataset_add_classes(g->dataset, names, 1, error);
}

mltest_status mlt_gather_object(mlt_gather *g, int64_t sample, int32_t cls, const mlt_box *box,
                                uint32_t flags, mltest_error **error)
{
    mltest_sample *to = &g->dataset->samples[sample];
    mlt_truth truth = {.box = *box,
                       .area = mlt_box_area(box),
                       .ann_id = (int64_t)to->truths.n + 1,
                       .cls = cls,
                       .flags = flags};
    const char *place = mlt_gather_place(g);
    bool keep;
    if (place == NULL)
        return mlt_fail_memory(error);
    TRY(mlt_dataset_admit(g->dataset, place, to->width, to->height, &truth, &keep, error));
    return keep ? mlt_truths_add(g->dataset->ctx, &to->truths, &truth, error) : MLTEST_OK;
}

mltest_status mlt_gather_end(mlt_gather *g, mltest_error **error)
{
    mlt_where where = MLT_IN_FILE(g->where.file);
    if (g->names.n == 0)
        return mlt_fail_at(error, MLTEST_ERR_FORMAT, where, "there are no pictures in it");
    if (g->n_missing < g->names.n)
        return MLTEST_OK;
    return mlt_fail_at(error, MLTEST_ERR_NOT_FOUND, where,
                       "none of its %zu pictures is there, e.g. \"%s\"; say with pictures in which "
                       "folder below %s they are",
                       g->names.n, g->names.items[0].text, g->dataset->root);
}

static mltest_status read_with(mltest_dataset *dataset, const mlt_dataset_settings *settings,
                               const char *file, const char *path, mlt_gather_reader read,
                               mltest_error **error)
{
    char *bytes;
    size_t n;
    mlt_gather g;
    TRY(mlt_dataset_read_file(dataset, file, &bytes, &n, error));
    mltest_status status = mlt_gather_init(&g, dataset, settings, file, path, error);
    if (status == MLTEST_OK)
        status = read(&g, bytes, n, error);
    if (status == MLTEST_OK)
        status = mlt_gather_end(&g, error);
    mlt_gather_free(&g);
    mlt_free(dataset->ctx, bytes);
    return status;
}

static mltest_status read_file(mltest_dataset *dataset, const mlt_dataset_settings *settings,
                               const char *file, mlt_gather_reader read, mltest_error **error)
{
    char *path = mlt_path_join(dataset->ctx, dataset->root, file);
    if (path == NULL)
        return mlt_fail_memory(error);
    mltest_status status = read_with(dataset, settings, file, path, read, error);
    mlt_free(dataset->ctx, path);
    return status;
}

mltest_status mlt_gather_all(const mlt_label_kind *kind, mltest_dataset *dataset,
                             const mlt_dataset_settings *settings, mlt_gather_reader read,
                             bool keeps_order, mltest_error **error)
{
    mlt_names files;
    if (strcmp(settings->task, "detection") != 0)
        return mlt_fail(error, MLTEST_ERR_UNSUPPORTED,
                        "%s: format %s is read for the task detection only", dataset->root,
                        kind->format);
    TRY(mlt_label_files_choose(kind, dataset, settings, &files, error));
    mltest_status status = MLTEST_OK;
    for (size_t i = 0; i < files.n && status == MLTEST_OK; i++)
        status = read_file(dataset, settings, files.items[i], read, error);
    mlt_names_free(dataset->ctx, &files);
    if (status == MLTEST_OK && settings->classes[0] == '\0' && !keeps_order)
        status = mlt_dataset_sort_classes(dataset, error);
    return status == MLTEST_OK ? mlt_dataset_seal(dataset, error) : status;
}

double mlt_from_part(double part, double side)
{
    double pixels = part * side;
    double whole = rint(pixels * 64.0) / 64.0;
    double noise = 4.0 * 2.220446049250313e-16 * fabs(pixels); /* of two roundings or so */
    return fabs(pixels - whole) <= noise ? whole : pixels;
}
