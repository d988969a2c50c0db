/* SPDX-License-Identifier: MIT */
/*
 * Pascal VOC: Annotations/NAME.xml, JPEGImages/NAME.jpg, ImageSets/Main/SPLIT.txt. Coordinates
 * count from 1 and name the outermost pixels: x = xmin − 1, width = xmax − xmin + 1.
 */
#include <stdlib.h>
#include <string.h>

#include "base/alloc.h"
#include "base/error.h"
#include "dataset/voc.h"
#include "dataset/voc_annotation.h"

/* One annotation on its way in. */
typedef struct {
    const char *stem;
    const char *file; /* Annotations/STEM.xml, as oddities name it */
    const char *path; /* the same with the root, as errors name it */
    mlt_voc_annotation content;
} entry;

static mltest_status odd(mlt_voc *voc, const char *what, const char *place, mltest_error **error)
{
    return mlt_dataset_odd(voc->dataset, what, place, error);
}

static mltest_status unknown_class(const mlt_voc *voc, const entry *e, const mlt_voc_object *object,
                                   mltest_error **error)
{
    const mlt_classes *classes = &voc->dataset->classes;
    const char *near =
        mlt_nearest_name(object->name, (const char *const *)classes->names, classes->n);
    mlt_where where = MLT_NOWHERE;
    where.file = e->path;
    where.line = object->line;
    return mlt_fail_at(error, MLTEST_ERR_FORMAT, where, "class \"%s\" is not in %s%s%s%s",
                       object->name, voc->class_file, near != NULL ? "; did you mean \"" : "",
                       near != NULL ? near : "", near != NULL ? "\"?" : "");
}

/* The class of an object: from the given list, or entered into the one that grows. */
static mltest_status find_class(mlt_voc *voc, const entry *e, const mlt_voc_object *object,
                                int32_t *cls, mltest_error **error)
{
    mltest_dataset *dataset = voc->dataset;
    *cls = mlt_classes_find(&dataset->classes, object->name);
    if (*cls >= 0)
        return MLTEST_OK;
    if (voc->class_file[0] != '\0')
        return unknown_class(voc, e, object, error);
    *cls = (int32_t)dataset->classes.n;
    return mlt_classes_add(dataset->ctx, &dataset->classes, object->name, error);
}

static mlt_truth truth_of(const mlt_voc_object *object, size_t i, int32_t cls)
{
    const double *edge = object->edges;
    mlt_truth truth = {
        .box = {edge[0] - 1.0, edge[1] - 1.0, edge[2] - edge[0] + 1.0, edge[3] - edge[1] + 1.0},
        .ann_id = (int64_t)i + 1,
        .cls = cls,
        .flags = object->is_difficult ? MLT_TRUTH_DIFFICULT : 0,
    };
    truth.area = mlt_box_area(&truth.box);
    return truth;
}

/* "FILE:LINE" of an object, in the scratch text. */
static mltest_status put_place(mlt_voc *voc, const entry *e, const mlt_voc_object *object,
                               mltest_error **error)
{
    mlt_text_clear(&voc->text);
    mlt_text_puts(&voc->text, e->file);
    mlt_text_putc(&voc->text, ':');
    mlt_text_i64(&voc->text, object->line);
    return mlt_text_ok(&voc->text) ? MLTEST_OK : mlt_fail_memory(error);
}

/* Adds object i to the sample if its box is usable. */
static mltest_status add_object(mlt_voc *voc, const entry *e, size_t i, mltest_sample *sample,
                                mltest_error **error)
{
    const mlt_voc_object *object = &e->content.objects[i];
    int32_t cls;
    bool keep;
    TRY(find_class(voc, e, object, &cls, error));
    TRY(put_place(voc, e, object, error));
    const char *place = mlt_text_string(&voc->text);
    if (object->edges[0] == 0.0 || object->edges[1] == 0.0)
        TRY(odd(voc, "a box starts at 0, but Pascal VOC counts from 1", place, error));
    mlt_truth truth = truth_of(object, i, cls);
    TRY(mlt_dataset_admit(voc->dataset, place, sample->width, sample->height, &truth, &keep,
                          error));
    if (!keep)
        return MLTEST_OK;
    return mlt_truths_add(voc->dataset->ctx, &sample->truths, &truth, error);
}

static mltest_status add_labels(mlt_voc *voc, const entry *e, mltest_sample *sample,
                                mltest_error **error)
{
    sample->labelled = true;
    if (e->content.width > 0 && e->content.height > 0) {
        sample->width = e->content.width;
        sample->height = e->content.height;
    } else {
        TRY(odd(voc, "an annotation gives no picture size (boxes are not checked against it)",
                e->file, error));
    }
    for (size_t i = 0; i < e->content.n_objects; i++)
        TRY(add_object(voc, e, i, sample, error));
    return MLTEST_OK;
}

/* A sample for a picture of the list. */
static mltest_status add_sample(mlt_voc *voc, size_t picture, mltest_sample **out,
                                mltest_error **error)
{
    mltest_context *ctx = voc->dataset->ctx;
    voc->is_used[picture] = true;
    char *id = mlt_path_join(ctx, "JPEGImages", voc->pictures.items[picture]);
    if (id == NULL)
        return mlt_fail_memory(error);
    mltest_status status = mlt_dataset_append(voc->dataset, out, error);
    if (status == MLTEST_OK)
        status = mlt_sample_set_id(*out, id, error);
    mlt_free(ctx, id);
    return status;
}

static mltest_status add_annotated(mlt_voc *voc, const entry *e, mltest_error **error)
{
    mlt_voc_choice choice;
    TRY(mlt_voc_choose_picture(voc, e->stem, e->content.filename, &choice, error));
    if (choice.oddity != NULL)
        TRY(odd(voc, choice.oddity, e->file, error));
    if (!choice.is_found)
        return MLTEST_OK;
    mltest_sample *sample;
    TRY(add_sample(voc, choice.picture, &sample, error));
    return add_labels(voc, e, sample, error);
}

typedef mltest_status (*taker)(mlt_voc *voc, const entry *e, mltest_error **error);

static mltest_status read_entry(mlt_voc *voc, entry *e, taker take, mltest_error **error)
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

/* name is that of a file in Annotations/. */
static mltest_status read_named(mlt_voc *voc, const char *name, taker take, mltest_error **error)
{
    mltest_context *ctx = voc->dataset->ctx;
    char *stem = mlt_strndup(ctx, name, strlen(name) - strlen(".xml"));
    char *file = mlt_path_join(ctx, "Annotations", name);
    char *path = file != NULL ? mlt_path_join(ctx, voc->dataset->root, file) : NULL;
    entry e = {.stem = stem, .file = file, .path = path};
    mltest_status status =
        stem == NULL || path == NULL ? mlt_fail_memory(error) : read_entry(voc, &e, take, error);
    mlt_free(ctx, stem);
    mlt_free(ctx, file);
    mlt_free(ctx, path);
    return status;
}

/* Enters the classes that an annotation names; its picture is none of our business here. */
static mltest_status enter_classes(mlt_voc *voc, const entry *e, mltest_error **error)
{
    for (size_t i = 0; i < e->content.n_objects; i++) {
        int32_t cls;
        TRY(find_class(voc, e, &e->content.objects[i], &cls, error));
    }
    return MLTEST_OK;
}

static mltest_status take_all(mlt_voc *voc, taker take, mltest_error **error)
{
    for (size_t i = 0; i < voc->annotations.n; i++)
        TRY(read_named(voc, voc->annotations.items[i], take, error));
    return MLTEST_OK;
}

static mltest_status read_all(mlt_voc *voc, mltest_error **error)
{
    TRY(take_all(voc, add_annotated, error));
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
        return read_named(voc, name, add_annotated, error);
    TRY(mlt_voc_choose_picture(voc, stem, NULL, &choice, error));
    if (!choice.is_found)
        return odd(voc, "a name of the split has neither annotation nor picture (left out)", place,
                   error);
    mltest_sample *sample;
    TRY(odd(voc, "a picture of the split has no annotation (kept without labels)", place, error));
    return add_sample(voc, choice.picture, &sample, error);
}

static mltest_status read_split(mlt_voc *voc, const char *split, mltest_error **error)
{
    /* All splits of a data set have the same classes, or a class index would change its meaning. */
    if (voc->class_file[0] == '\0')
        TRY(take_all(voc, enter_classes, error));
    return mlt_voc_read_split(voc, split, visit_split, error);
}

typedef struct {
    char *name;
    size_t was; /* its index before sorting */
} ranked_class;

static int by_name(const void *a, const void *b)
{
    return strcmp(((const ranked_class *)a)->name, ((const ranked_class *)b)->name);
}

/* Sorts the classes that the annotations named, so that their order is not that of the files. */
static mltest_status sort_classes(mltest_dataset *dataset, mltest_error **error)
{
    size_t n = dataset->classes.n;
    ranked_class *ranked = mlt_alloc_zero(dataset->ctx, n + 1, sizeof *ranked);
    int32_t *now = mlt_alloc_zero(dataset->ctx, n + 1, sizeof *now);
    if (ranked == NULL || now == NULL) {
        mlt_free(dataset->ctx, ranked);
        mlt_free(dataset->ctx, now);
        return mlt_fail_memory(error);
    }
    for (size_t i = 0; i < n; i++)
        ranked[i] = (ranked_class){dataset->classes.names[i], i};
    qsort(ranked, n, sizeof *ranked, by_name);
    for (size_t i = 0; i < n; i++) {
        dataset->classes.names[i] = ranked[i].name;
        now[ranked[i].was] = (int32_t)i;
    }
    for (size_t i = 0; i < dataset->n; i++)
        for (size_t j = 0; j < dataset->samples[i].truths.n; j++) {
            mlt_truth *truth = &dataset->samples[i].truths.items[j];
            truth->cls = now[truth->cls];
        }
    mlt_free(dataset->ctx, ranked);
    mlt_free(dataset->ctx, now);
    return MLTEST_OK;
}

static mltest_status fill(mlt_voc *voc, const char *split, mltest_error **error)
{
    mltest_dataset *dataset = voc->dataset;
    TRY(mlt_voc_list(voc, error));
    if (split[0] == '\0')
        TRY(read_all(voc, error));
    else
        TRY(read_split(voc, split, error));
    if (dataset->n == 0)
        return mlt_fail(error, MLTEST_ERR_NOT_FOUND,
                        "%s: no picture with an annotation: %zu .xml files in Annotations/, %zu "
                        "pictures in JPEGImages/",
                        dataset->root, voc->annotations.n, voc->pictures.n);
    if (voc->class_file[0] == '\0')
        TRY(sort_classes(dataset, error));
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
    mlt_names_free(dataset->ctx, &voc.annotations);
    mlt_names_free(dataset->ctx, &voc.pictures);
    mlt_free(dataset->ctx, voc.is_used);
    mlt_text_free(&voc.text);
    return status;
}

static bool recognise_voc(const char *root, const mlt_names *names)
{
    (void)names;
    return mlt_has_folder(root, "Annotations");
}

const mlt_dataset_reader mlt_voc_reader = {
    .source = {.format = "voc", .any_thread = true, .load = mlt_dataset_load_by_id},
    .recognise = recognise_voc,
    .read = read_voc,
};
