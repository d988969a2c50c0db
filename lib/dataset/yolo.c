/* SPDX-License-Identifier: MIT */
#include "dataset/yolo.h"

#include <string.h>

#include "base/alloc.h"
#include "base/error.h"
#include "base/keys.h"
#include "base/utf8.h"
#include "dataset/label_files.h"

typedef struct {
    mltest_dataset *dataset;
    mlt_keys pictures; /* that are samples: two splits may share some */
    mlt_keys labels;   /* label files that have a picture */
    mlt_keys folders;  /* of the label files */
    mlt_text label;    /* scratch */
} reader;

/* --- pictures -------------------------------------------------------------------------------- */

static mltest_status note_label(reader *r, const char *label, mltest_error **error)
{
    size_t number;
    TRY(mlt_keys_add(&r->labels, label, &number, error));
    const char *name = mlt_path_name(label);
    char *folder =
        mlt_strndup(r->dataset->ctx, label, name > label ? (size_t)(name - label) - 1 : 0);
    if (folder == NULL)
        return mlt_fail_memory(error);
    mltest_status status = mlt_keys_add(&r->folders, folder, &number, error);
    mlt_free(r->dataset->ctx, folder);
    return status;
}

static mltest_status read_label(reader *r, mltest_sample *sample, const char *label,
                                mltest_error **error)
{
    char *bytes;
    size_t n;
    if (mlt_dataset_type_of(r->dataset, label) == MLT_PATH_NONE)
        return mlt_dataset_odd(r->dataset, "a picture has no label file (taken as without objects)",
                               sample->id, error);
    TRY(mlt_dataset_read_file(r->dataset, label, &bytes, &n, error));
    mltest_status status = mlt_yolo_read_labels(r->dataset, sample, label, bytes, n, error);
    mlt_free(r->dataset->ctx, bytes);
    return status;
}

static mltest_status add_picture(void *data, const char *relative, mltest_error **error)
{
    reader *r = data;
    mltest_sample *sample;
    size_t number, n = r->pictures.n;
    TRY(mlt_keys_add(&r->pictures, relative, &number, error));
    if (number < n)
        return MLTEST_OK;
    TRY(mlt_dataset_append(r->dataset, &sample, error));
    TRY(mlt_sample_set_id(sample, relative, error));
    TRY(mlt_dataset_upright_size(r->dataset, relative, &sample->width, &sample->height, error));
    sample->labelled = true;
    mlt_text_clear(&r->label);
    mlt_yolo_label_path(&r->label, relative);
    if (!mlt_text_ok(&r->label))
        return mlt_fail_memory(error);
    TRY(note_label(r, mlt_text_string(&r->label), error));
    return read_label(r, sample, mlt_text_string(&r->label), error);
}

/* A line of a list of pictures, as seen from the root. */
static mltest_status add_listed(reader *r, const char *file, const mlt_lines *lines, char *name,
                                mltest_error **error)
{
    mlt_where where = MLT_NOWHERE;
    where.file = file;
    where.line = lines->number;
    while (strncmp(name, "./", 2) == 0)
        name += 2;
    if (!mlt_path_is_inside(name) || !mlt_utf8_is_plain(name, strlen(name)))
        return mlt_fail_at(error, MLTEST_ERR_INVALID, where,
                           "a picture's path below the data set's folder expected");
    if (mlt_dataset_type_of(r->dataset, name) == MLT_PATH_NONE)
        return mlt_dataset_odd(r->dataset, "a picture of a list is not there (left out)", name,
                               error);
    return add_picture(r, name, error);
}

static mltest_status read_list(reader *r, const char *file, mltest_error **error)
{
    char *bytes;
    const char *line;
    size_t n;
    TRY(mlt_dataset_read_file(r->dataset, file, &bytes, &n, error));
    mlt_lines lines = mlt_lines_of(bytes, n);
    mltest_status status = MLTEST_OK;
    while (status == MLTEST_OK && mlt_lines_next(&lines, &line, &n)) {
        char *name = mlt_strndup(r->dataset->ctx, line, n);
        status = name != NULL ? add_listed(r, file, &lines, name, error) : mlt_fail_memory(error);
        mlt_free(r->dataset->ctx, name);
    }
    mlt_free(r->dataset->ctx, bytes);
    return status;
}

static mltest_status read_place(reader *r, const char *place, mltest_error **error)
{
    mlt_walk walk = {.dataset = r->dataset, .with_labels = true, .picture = add_picture, .data = r};
    if (place[0] != '\0' && mlt_dataset_type_of(r->dataset, place) == MLT_PATH_FILE)
        return read_list(r, place, error);
    return mlt_walk_pictures(&walk, place, error);
}

/* --- labels without pictures ----------------------------------------------------------------- */

static mltest_status count_orphan(reader *r, const char *folder, const char *name,
                                  mltest_error **error)
{
    size_t number;
    if (!mlt_path_has_extension(name, ".txt") || strcmp(name, "classes.txt") == 0 ||
        !mlt_utf8_is_plain(name, strlen(name)))
        return MLTEST_OK;
    char *label = mlt_path_join(r->dataset->ctx, folder, name);
    if (label == NULL)
        return mlt_fail_memory(error);
    mltest_status status =
        mlt_keys_find(&r->labels, label, &number)
            ? MLTEST_OK
            : mlt_dataset_odd(r->dataset, "a label file has no picture (left out)", label, error);
    mlt_free(r->dataset->ctx, label);
    return status;
}

static mltest_status count_orphans(reader *r, const char *folder, mltest_error **error)
{
    mltest_context *ctx = r->dataset->ctx;
    mlt_names names = {NULL, 0, 0};
    if (folder[0] == '\0' || !mlt_has_folder(r->dataset->root, folder))
        return MLTEST_OK; /* in the root .txt files may be anything */
    char *path = mlt_path_join(ctx, r->dataset->root, folder);
    mltest_status status =
        path != NULL ? mlt_dir_list(ctx, path, &names, error) : mlt_fail_memory(error);
    for (size_t i = 0; i < names.n && status == MLTEST_OK; i++)
        status = count_orphan(r, folder, names.items[i], error);
    mlt_names_free(ctx, &names);
    mlt_free(ctx, path);
    return status;
}

/* --- the data set ---------------------------------------------------------------------------- */

static mltest_status read_all(reader *r, const mlt_yolo_config *config, mltest_error **error)
{
    for (size_t i = 0; i < config->places.n; i++)
        TRY(read_place(r, config->places.items[i], error));
    for (size_t i = 0; i < r->folders.n; i++)
        TRY(count_orphans(r, r->folders.items[i].text, error));
    if (r->dataset->n == 0)
        return mlt_fail(error, MLTEST_ERR_NOT_FOUND,
                        "%s: no picture in the folders of data.yaml%s%s", r->dataset->root,
                        config->places.n > 0 ? ", e.g. " : "",
                        config->places.n > 0 ? config->places.items[0] : "");
    return mlt_dataset_seal(r->dataset, error);
}

static bool is_config(const char *bytes, size_t n)
{
    bool has_places = mlt_has_text(bytes, n, "train:") || mlt_has_text(bytes, n, "val:") ||
                      mlt_has_text(bytes, n, "test:") || mlt_has_text(bytes, n, "nc:");
    return mlt_has_text(bytes, n, "names:") && has_places;
}

static const mlt_label_kind yaml_kind = {"yolo", ".yaml", "", is_config};
static const mlt_label_kind yml_kind = {"yolo", ".yml", "", is_config};

/* data.yaml before others. */
static mltest_status find_config(const mltest_dataset *dataset, mlt_names *out,
                                 mltest_error **error)
{
    TRY(mlt_label_files_find(&yaml_kind, dataset->ctx, dataset->root, out, error));
    if (out->n == 0) {
        mlt_names_free(dataset->ctx, out);
        TRY(mlt_label_files_find(&yml_kind, dataset->ctx, dataset->root, out, error));
    }
    if (out->n == 0)
        return mlt_fail(error, MLTEST_ERR_NOT_FOUND, "%s: no data.yaml with names and folders",
                        dataset->root);
    for (size_t i = 1; i < out->n; i++)
        if (strcmp(out->items[i], "data.yaml") == 0) {
            char *first = out->items[0];
            out->items[0] = out->items[i];
            out->items[i] = first;
        }
    return MLTEST_OK;
}

static mltest_status read_with(mltest_dataset *dataset, const mlt_dataset_settings *settings,
                               const char *file, mltest_error **error)
{
    mlt_yolo_config config;
    reader r = {.dataset = dataset};
    TRY(mlt_yolo_config_read(&config, dataset, file, settings, error));
    mlt_keys_init(&r.pictures, dataset->ctx);
    mlt_keys_init(&r.labels, dataset->ctx);
    mlt_keys_init(&r.folders, dataset->ctx);
    mlt_text_init(&r.label, dataset->ctx);
    mltest_status status = read_all(&r, &config, error);
    mlt_keys_free(&r.pictures);
    mlt_keys_free(&r.labels);
    mlt_keys_free(&r.folders);
    mlt_text_free(&r.label);
    mlt_yolo_config_free(dataset->ctx, &config);
    return status;
}

static mltest_status read_yolo(mltest_dataset *dataset, const mlt_dataset_settings *settings,
                               mltest_error **error)
{
    mlt_names files = {NULL, 0, 0};
    if (strcmp(settings->task, "detection") != 0)
        return mlt_fail(error, MLTEST_ERR_UNSUPPORTED,
                        "%s: YOLO is read for the task detection only", dataset->root);
    if (settings->file[0] != '\0')
        return read_with(dataset, settings, settings->file, error);
    mltest_status status = find_config(dataset, &files, error);
    if (status == MLTEST_OK)
        status = read_with(dataset, settings, files.items[0], error);
    mlt_names_free(dataset->ctx, &files);
    return status;
}

static mltest_status recognise(const mlt_dataset_place *place, bool *is_it, mltest_error **error)
{
    TRY(mlt_label_files_recognise(&yaml_kind, place, is_it, error));
    return *is_it ? MLTEST_OK : mlt_label_files_recognise(&yml_kind, place, is_it, error);
}

const mlt_dataset_reader mlt_yolo_reader = {
    .source = {.format = "yolo", .any_thread = true, .load = mlt_dataset_load_by_id},
    .takes_file = true,
    .recognise = recognise,
    .read = read_yolo,
};
