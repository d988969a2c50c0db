/* SPDX-License-Identifier: MIT */
/*
 * A folder a class: pictures in CLASS/ and below it. Recognised only when every picture lies in one
 * of at least two folders. A split is a folder above those of the classes: SPLIT/CLASS/picture.
 */
#include <string.h>

#include "base/alloc.h"
#include "base/error.h"
#include "dataset/reader.h"

const char *const mlt_usual_splits[] = {"train",      "training", "val", "valid",
                                        "validation", "test",     NULL};

static bool is_usual_split(const char *name, size_t n)
{
    for (const char *const *split = mlt_usual_splits; *split != NULL; split++)
        if (strlen(*split) == n && strncmp(name, *split, n) == 0)
            return true;
    return false;
}

typedef struct {
    mltest_dataset *dataset;
    size_t n_prefix; /* of the split's folder and its '/', in every path */
    bool is_given;   /* the list of classes */
    bool is_only_look;
    size_t n_outside; /* pictures in no class's folder */
} reader;

static mltest_status enter_class(reader *r, const char *name, const char *path, int32_t *cls,
                                 mltest_error **error)
{
    mltest_dataset *dataset = r->dataset;
    *cls = mlt_classes_find(&dataset->classes, name);
    if (*cls >= 0)
        return MLTEST_OK;
    if (r->is_given) {
        const char *near =
            mlt_nearest_name(name, (const char *const *)dataset->classes.names, dataset->classes.n);
        return mlt_fail_at(error, MLTEST_ERR_FORMAT, MLT_IN_FILE(path),
                           "its folder \"%s\" is not in the list of classes%s%s%s", name,
                           near != NULL ? "; did you mean \"" : "", near != NULL ? near : "",
                           near != NULL ? "\"?" : "");
    }
    *cls = (int32_t)dataset->classes.n;
    return mlt_dataset_add_classes(dataset, &name, 1, error);
}

static mltest_status add_labelled(reader *r, const char *path, const char *name,
                                  mltest_error **error)
{
    mlt_truth truth = {.ann_id = 1};
    mltest_sample *sample;
    TRY(enter_class(r, name, path, &truth.cls, error));
    TRY(mlt_dataset_append(r->dataset, &sample, error));
    TRY(mlt_sample_set_id(sample, path, error));
    sample->labelled = true;
    return mlt_truths_add(r->dataset->ctx, &sample->truths, &truth, error);
}

static mltest_status add_picture(void *data, const char *relative, mltest_error **error)
{
    reader *r = data;
    const char *inner = relative + r->n_prefix;
    const char *slash = strchr(inner, '/');
    if (slash == NULL) {
        r->n_outside++;
        return r->is_only_look
                   ? MLTEST_OK
                   : mlt_dataset_odd(r->dataset, "a picture lies in no class's folder (left out)",
                                     relative, error);
    }
    char *name = mlt_strndup(r->dataset->ctx, inner, (size_t)(slash - inner));
    if (name == NULL)
        return mlt_fail_memory(error);
    mltest_status status = add_labelled(r, relative, name, error);
    mlt_free(r->dataset->ctx, name);
    return status;
}

/* Folders named like splits that hold folders are not classes. */
static mltest_status refuse_splits(const mltest_dataset *dataset, mltest_error **error)
{
    for (size_t i = 0; i < dataset->n; i++) {
        const char *id = dataset->samples[i].id;
        const char *slash = strchr(id, '/');
        bool is_nested = strchr(slash + 1, '/') != NULL;
        if (!is_nested || !is_usual_split(id, (size_t)(slash - id)))
            return MLTEST_OK;
    }
    return mlt_fail(error, MLTEST_ERR_INVALID,
                    "%s: its folders are splits; say with split which one, e.g. \"%s\"",
                    dataset->root, dataset->classes.names[0]);
}

static mltest_status check_split(const mltest_dataset *dataset, const char *split,
                                 mltest_error **error)
{
    if (split[0] == '\0')
        return MLTEST_OK;
    if (!mlt_path_is_inside(split) || !mlt_has_folder(dataset->root, split))
        return mlt_fail(error, MLTEST_ERR_NOT_FOUND, "%s: no split \"%s\": there is no such folder",
                        dataset->root, split);
    return MLTEST_OK;
}

/* Beside the split that is read there may be others. */
static mltest_status note_splits(mltest_dataset *dataset, const char *split, mltest_error **error)
{
    if (split[0] == '\0')
        return MLTEST_OK;
    for (const char *const *usual = mlt_usual_splits; *usual != NULL; usual++)
        if (mlt_has_folder(dataset->root, *usual))
            TRY(mlt_dataset_add_split(dataset, *usual, strlen(*usual), error));
    return mlt_dataset_add_split(dataset, split, strlen(split), error);
}

static mltest_status read_classes(mltest_dataset *dataset, const mlt_dataset_settings *settings,
                                  mltest_error **error)
{
    size_t n_split = strlen(settings->split);
    TRY(check_split(dataset, settings->split, error));
    TRY(note_splits(dataset, settings->split, error));
    reader r = {.dataset = dataset,
                .n_prefix = n_split > 0 ? n_split + 1 : 0,
                .is_given = settings->classes[0] != '\0'};
    mlt_walk walk = {.dataset = dataset, .picture = add_picture, .data = &r};
    TRY(mlt_walk_pictures(&walk, settings->split, error));
    if (dataset->n == 0)
        return mlt_fail(error, MLTEST_ERR_NOT_FOUND,
                        "%s: no picture in a class's folder; %zu pictures lie beside them",
                        dataset->root, r.n_outside);
    if (n_split == 0)
        TRY(refuse_splits(dataset, error));
    if (!r.is_given)
        TRY(mlt_dataset_sort_classes(dataset, error));
    return mlt_dataset_seal(dataset, error);
}

static mltest_status look(mltest_dataset *dataset, bool *is_it, mltest_error **error)
{
    reader r = {.dataset = dataset, .is_only_look = true};
    mlt_walk walk = {.dataset = dataset, .with_labels = true, .picture = add_picture, .data = &r};
    mltest_error *why = NULL;
    mltest_status status = mlt_walk_pictures(&walk, "", &why);
    mlt_error_free(why);
    if (status == MLTEST_ERR_MEMORY)
        return mlt_fail_memory(error);
    *is_it = status == MLTEST_OK && r.n_outside == 0 && dataset->classes.n >= 2;
    return MLTEST_OK;
}

static mltest_status recognise(const mlt_dataset_place *place, bool *is_it, mltest_error **error)
{
    mltest_dataset *dataset;
    *is_it = false;
    if (place->file[0] != '\0')
        return MLTEST_OK;
    TRY(mlt_dataset_make(&dataset, place->ctx, "look", place->root, &mlt_classes_reader.source,
                         error));
    dataset->is_quiet = true; /* whoever reads it tells */
    mltest_status status = look(dataset, is_it, error);
    mlt_dataset_unref(dataset);
    return status;
}

const mlt_dataset_reader mlt_classes_reader = {
    .source = {.format = "classes", .any_thread = true, .load = mlt_dataset_load_by_id},
    .recognise = recognise,
    .read = read_classes,
};
