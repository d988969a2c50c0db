/* SPDX-License-Identifier: MIT */
/*
 * Pascal VOC: Annotations/NAME.xml, JPEGImages/NAME.jpg, ImageSets/Main/SPLIT.txt; or NAME.xml
 * beside NAME.jpg, where folders below are splits.
 */
#include <string.h>

#include "base/alloc.h"
#include "base/error.h"
#include "dataset/voc.h"

static mltest_status odd(mlt_voc *voc, const char *what, const char *place, mltest_error **error)
{
    return mlt_dataset_odd(voc->dataset, what, place, error);
}

typedef mltest_status (*taker)(mlt_voc *voc, const mlt_voc_entry *e, mltest_error **error);

static mltest_status read_entry(mlt_voc *voc, mlt_voc_entry *e, taker take, mltest_error **error)
{
    mltest_context *ctx = voc->dataset->ctx;
    char *bytes;
    size_t n;
    TRY(mlt_dataset_read_file(voc->dataset, e->file, &bytes, &n, error));
    mltest_status status = mlt_voc_annotation_read(&e->content, ctx, e->path, bytes, n, error);
    mlt_free(ctx, bytes);
    if (status == MLTEST_OK)
        status = take(voc, e, error);
    mlt_voc_annotation_free(&e->content);
    return status;
}

/* name is that of a file among the annotations. */
static mltest_status read_named(mlt_voc *voc, const char *name, taker take, mltest_error **error)
{
    mltest_context *ctx = voc->dataset->ctx;
    char *stem = mlt_strndup(ctx, name, strlen(name) - strlen(".xml"));
    char *file = mlt_voc_path(ctx, voc->annotation_folder, name);
    char *path = file != NULL ? mlt_path_join(ctx, voc->dataset->root, file) : NULL;
    mlt_voc_entry e = {.stem = stem, .file = file, .path = path};
    mltest_status status =
        stem == NULL || path == NULL ? mlt_fail_memory(error) : read_entry(voc, &e, take, error);
    mlt_free(ctx, stem);
    mlt_free(ctx, file);
    mlt_free(ctx, path);
    return status;
}

static mltest_status take_all(mlt_voc *voc, taker take, mltest_error **error)
{
    for (size_t i = 0; i < voc->annotations.n; i++)
        TRY(read_named(voc, voc->annotations.items[i], take, error));
    return MLTEST_OK;
}

static mltest_status read_all(mlt_voc *voc, mltest_error **error)
{
    TRY(take_all(voc, mlt_voc_add_entry, error));
    for (size_t i = 0; i < voc->pictures.n; i++)
        if (!voc->is_used[i])
            TRY(odd(voc, "a picture has no annotation (left out)", voc->pictures.items[i], error));
    return MLTEST_OK;
}

/* A name of the split: its annotation, else its picture alone. */
static mltest_status visit_split(mlt_voc *voc, const char *stem, const char *place,
                                 mltest_error **error)
{
    const char *name;
    mlt_voc_choice choice;
    TRY(mlt_voc_find_annotation(voc, stem, &name, error));
    if (name != NULL)
        return read_named(voc, name, mlt_voc_add_entry, error);
    TRY(mlt_voc_choose_picture(voc, stem, NULL, &choice, error));
    if (!choice.is_found)
        return odd(voc, "a name of the split has neither annotation nor picture (left out)", place,
                   error);
    mltest_sample *sample;
    TRY(odd(voc, "a picture of the split has no annotation (kept without labels)", place, error));
    return mlt_voc_add_picture(voc, choice.picture, &sample, error);
}

static mltest_status read_split(mlt_voc *voc, const char *split, mltest_error **error)
{
    /* All splits of a data set have the same classes, or a class index would change its meaning. */
    if (voc->class_file[0] == '\0')
        TRY(take_all(voc, mlt_voc_enter_classes, error));
    return mlt_voc_read_split(voc, split, visit_split, error);
}

/* The three folders that the format is named for. */
static mltest_status read_folders(mlt_voc *voc, const char *split, mltest_error **error)
{
    voc->annotation_folder = "Annotations";
    voc->picture_folder = "JPEGImages";
    TRY(mlt_voc_list(voc, error));
    TRY(split[0] == '\0' ? read_all(voc, error) : read_split(voc, split, error));
    return mlt_voc_note_splits(voc, error);
}

/* Of a folder that was not asked for the classes are entered all the same. */
static mltest_status read_flat_folder(mlt_voc *voc, const char *folder, const char *split,
                                      mltest_error **error)
{
    voc->annotation_folder = voc->picture_folder = folder;
    TRY(mlt_dataset_add_split(voc->dataset, folder, strlen(folder), error));
    mlt_voc_unlist(voc);
    if (split[0] != '\0' && strcmp(split, folder) != 0 && voc->class_file[0] != '\0')
        return MLTEST_OK;
    TRY(mlt_voc_list(voc, error));
    return split[0] == '\0' || strcmp(split, folder) == 0
               ? read_all(voc, error)
               : take_all(voc, mlt_voc_enter_classes, error);
}

static mltest_status read_flat(mlt_voc *voc, const mlt_names *folders, const char *split,
                               mltest_error **error)
{
    const char *root = voc->dataset->root;
    if (split[0] != '\0' && !mlt_has_name(folders, split))
        return mlt_fail(error, MLTEST_ERR_NOT_FOUND,
                        "%s: no split \"%s\": no annotations are in %s/", root, split, split);
    for (size_t i = 0; i < folders->n; i++)
        TRY(read_flat_folder(voc, folders->items[i], split, error));
    return MLTEST_OK;
}

static mltest_status read_either(mlt_voc *voc, const char *split, mltest_error **error)
{
    mltest_dataset *dataset = voc->dataset;
    mlt_names folders = {NULL, 0, 0};
    if (!mlt_has_folder(dataset->root, "Annotations"))
        TRY(mlt_voc_flat_folders(dataset->ctx, dataset->root, &folders, error));
    mltest_status status =
        folders.n > 0 ? read_flat(voc, &folders, split, error) : read_folders(voc, split, error);
    mlt_names_free(dataset->ctx, &folders);
    return status;
}

static mltest_status fill(mlt_voc *voc, const char *split, mltest_error **error)
{
    mltest_dataset *dataset = voc->dataset;
    TRY(read_either(voc, split, error));
    if (dataset->n == 0)
        return mlt_fail(error, MLTEST_ERR_NOT_FOUND,
                        "%s: no picture with an annotation: %zu .xml files in Annotations/, %zu "
                        "pictures in JPEGImages/",
                        dataset->root, voc->annotations.n, voc->pictures.n);
    if (voc->class_file[0] == '\0')
        TRY(mlt_dataset_sort_classes(dataset, error));
    return mlt_dataset_seal(dataset, error);
}

static mltest_status read_voc(mltest_dataset *dataset, const mlt_dataset_settings *settings,
                              mltest_error **error)
{
    if (strcmp(settings->task, "detection") != 0)
        return mlt_fail(error, MLTEST_ERR_UNSUPPORTED,
                        "%s: Pascal VOC is read for the task detection only", dataset->root);
    mlt_voc voc = {.dataset = dataset, .class_file = settings->classes};
    mlt_text_init(&voc.text, dataset->ctx);
    mltest_status status = fill(&voc, settings->split, error);
    mlt_voc_unlist(&voc);
    mlt_text_free(&voc.text);
    return status;
}

static mltest_status recognise_voc(const mlt_dataset_place *place, bool *is_it,
                                   mltest_error **error)
{
    mlt_names folders = {NULL, 0, 0};
    *is_it = place->file[0] == '\0' && mlt_has_folder(place->root, "Annotations");
    if (*is_it || place->file[0] != '\0')
        return MLTEST_OK;
    TRY(mlt_voc_flat_folders(place->ctx, place->root, &folders, error));
    *is_it = folders.n > 0;
    mlt_names_free(place->ctx, &folders);
    return MLTEST_OK;
}

const mlt_dataset_reader mlt_voc_reader = {
    .source = {.format = "voc", .any_thread = true, .load = mlt_dataset_load_by_id},
    .recognise = recognise_voc,
    .read = read_voc,
};
