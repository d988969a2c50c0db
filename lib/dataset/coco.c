/* SPDX-License-Identifier: MIT */
/*
 * COCO's annotation files, and those of Roboflow and CVAT in its form. Samples are in the order of
 * image ids, classes in that of category ids.
 */
#include <inttypes.h>
#include <string.h>

#include "annotation/coco_file.h"
#include "base/alloc.h"
#include "base/error.h"
#include "base/order.h"
#include "dataset/coco.h"

typedef struct {
    mltest_dataset *dataset;
    const char *file; /* the label file, below the root */
    mlt_where where;  /* its path, for messages */
    bool own_classes; /* the label file's, not a list that was given */
    mlt_coco_truth truth;
    mlt_polygons polygons; /* owned by the places of annotations */
    int32_t *classes;      /* of categories, by their place in truth.categories */
    int64_t *samples;      /* of images, by their place in truth.images; -1: no picture */
    mlt_keyed *order;      /* annotations by image; twice as long: scratch of the sort */
    mlt_picture_finder finder;
    mlt_text text;
    uint64_t n_missing;
} reader;

/* "FILE: WHAT ID", in the scratch text; NULL without memory. */
static const char *place_of(reader *r, const char *what, int64_t id)
{
    mlt_text_clear(&r->text);
    mlt_text_printf(&r->text, "%s: %s %" PRId64, r->file, what, id);
    return mlt_text_ok(&r->text) ? mlt_text_string(&r->text) : NULL;
}

static mltest_status odd(reader *r, const char *oddity, const char *what, int64_t id,
                         mltest_error **error)
{
    const char *place = place_of(r, what, id);
    return place != NULL ? mlt_dataset_odd(r->dataset, oddity, place, error)
                         : mlt_fail_memory(error);
}

static mltest_status check_repeated(const reader *r, const mlt_coco_list *list, const char *what,
                                    mltest_error **error)
{
    if (list->n_repeated == 0)
        return MLTEST_OK;
    return mlt_fail_at(error, MLTEST_ERR_CONFLICT, r->where,
                       "%s id %" PRId64 " is there twice; ids must be different", what,
                       list->repeated);
}

/* Classes that are new to the data set's list are added, if they may be. */
static mltest_status enter_class(reader *r, const mlt_coco_entry_info *category, int32_t *out,
                                 mltest_error **error)
{
    mlt_classes *classes = &r->dataset->classes;
    if (category->name[0] == '\0')
        return mlt_fail_at(error, MLTEST_ERR_FORMAT, r->where, "category %" PRId64 " has no name",
                           category->id);
    *out = mlt_classes_find(classes, category->name);
    if (*out >= 0 && r->own_classes)
        return odd(r, "two categories have the same name (taken as one class)", "category",
                   category->id, error);
    if (*out >= 0)
        return MLTEST_OK;
    if (!r->own_classes)
        return odd(r, "a category is not in the list of classes (its objects are left out)",
                   "category", category->id, error);
    *out = (int32_t)classes->n;
    const char *const names[] = {category->name};
    return mlt_dataset_add_classes(r->dataset, names, 1, error);
}

static mltest_status enter_classes(reader *r, mltest_error **error)
{
    const mlt_coco_list *list = &r->truth.categories;
    TRY(check_repeated(r, list, "category", error));
    r->classes = mlt_realloc_array(r->dataset->ctx, NULL, list->n, sizeof *r->classes);
    if (r->classes == NULL)
        return mlt_fail_memory(error);
    for (size_t i = 0; i < list->n; i++)
        TRY(enter_class(r, &list->items[i], &r->classes[i], error));
    return MLTEST_OK;
}

static mltest_status add_sample(reader *r, const mlt_coco_entry_info *image, const char *path,
                                mltest_error **error)
{
    mltest_sample *sample;
    TRY(mlt_dataset_append(r->dataset, &sample, error));
    TRY(mlt_sample_set_id(sample, path, error));
    sample->labelled = r->truth.has_annotations;
    if (image->width > 0 && image->height > 0) {
        sample->width = image->width;
        sample->height = image->height;
    }
    return MLTEST_OK;
}

static mltest_status enter_image(reader *r, size_t i, mltest_error **error)
{
    const mlt_coco_entry_info *image = &r->truth.images.items[i];
    const char *path;
    mltest_error *why = NULL;
    r->samples[i] = -1;
    if (image->name[0] == '\0')
        return mlt_fail_at(error, MLTEST_ERR_FORMAT, r->where, "image %" PRId64 " has no file_name",
                           image->id);
    mltest_status status = mlt_picture_find(&r->finder, image->name, &path, &why);
    if (status == MLTEST_ERR_INVALID)
        status = mlt_fail_at(error, MLTEST_ERR_INVALID, r->where, "image %" PRId64 ": %s",
                             image->id, mlt_error_text(why, MLT_ERROR_MESSAGE));
    else if (status != MLTEST_OK)
        status = mlt_fail_memory(error);
    mlt_error_free(why);
    TRY(status);
    if (path == NULL) {
        r->n_missing++;
        return odd(r, "a picture is not there (left out)", "image", image->id, error);
    }
    r->samples[i] = (int64_t)r->dataset->n;
    return add_sample(r, image, path, error);
}

static mltest_status nothing_found(const reader *r, mltest_error **error)
{
    const mlt_coco_list *images = &r->truth.images;
    if (images->n == 0)
        return mlt_fail_at(error, MLTEST_ERR_FORMAT, r->where, "there are no images in it");
    return mlt_fail_at(error, MLTEST_ERR_NOT_FOUND, r->where,
                       "none of its %zu pictures is there, e.g. \"%s\"; say with pictures in which "
                       "folder below %s they are",
                       images->n, images->items[0].name, r->dataset->root);
}

static mltest_status enter_images(reader *r, mltest_error **error)
{
    const mlt_coco_list *list = &r->truth.images;
    TRY(check_repeated(r, list, "image", error));
    r->samples = mlt_realloc_array(r->dataset->ctx, NULL, list->n, sizeof *r->samples);
    if (r->samples == NULL)
        return mlt_fail_memory(error);
    for (size_t i = 0; i < list->n; i++)
        TRY(enter_image(r, i, error));
    return r->n_missing == list->n ? nothing_found(r, error) : MLTEST_OK;
}

static mlt_truth truth_of(const mlt_coco_annotation *a, int32_t cls)
{
    return (mlt_truth){
        .box = a->box,
        .area = a->area,
        .ann_id = a->id,
        .cls = cls,
        .flags = (a->crowd ? MLT_TRUTH_CROWD : 0u) | (a->ignore ? MLT_TRUTH_IGNORE : 0u),
    };
}

static mltest_status enter_outline(reader *r, const mlt_coco_annotation *a, mltest_sample *sample,
                                   mltest_error **error)
{
    const mlt_polygon polygon = mlt_polygons_of(&r->polygons, (uint32_t)(a - r->truth.annotations));
    for (size_t i = 0; i < polygon.n; i++)
        TRY(mlt_sample_add_ring(sample, polygon.points + polygon.rings[i].first, polygon.rings[i].n,
                                error));
    if (mlt_sample_end_outline(sample))
        return MLTEST_OK;
    return odd(r, "an outline does not fit its box (not used)", "annotation", a->id, error);
}

static mltest_status enter_annotation(reader *r, const mlt_coco_annotation *a, mltest_error **error)
{
    int64_t image = mlt_coco_find(&r->truth.images, a->image_id);
    int64_t category = mlt_coco_find(&r->truth.categories, a->category_id);
    bool keep;
    if (image < 0)
        return odd(r, "an annotation is for an image that is not listed (left out)", "annotation",
                   a->id, error);
    if (category < 0)
        return mlt_fail_at(error, MLTEST_ERR_FORMAT, r->where,
                           "annotation %" PRId64 ": category_id %" PRId64
                           " is none of the %zu categories",
                           a->id, a->category_id, r->truth.categories.n);
    if (r->samples[image] < 0 || r->classes[category] < 0)
        return MLTEST_OK; /* said already */
    mltest_sample *sample = &r->dataset->samples[r->samples[image]];
    mlt_truth truth = truth_of(a, r->classes[category]);
    const char *place = place_of(r, "annotation", a->id);
    if (place == NULL)
        return mlt_fail_memory(error);
    TRY(mlt_dataset_admit(r->dataset, place, sample->width, sample->height, &truth, &keep, error));
    if (!keep)
        return MLTEST_OK;
    TRY(mlt_truths_add(r->dataset->ctx, &sample->truths, &truth, error));
    return enter_outline(r, a, sample, error);
}

/* Counts ids that several annotations have. */
static mltest_status check_ids(reader *r, mltest_error **error)
{
    size_t n = r->truth.n_annotations;
    r->order = mlt_realloc_array(r->dataset->ctx, NULL, n, 2 * sizeof *r->order);
    if (r->order == NULL)
        return mlt_fail_memory(error);
    for (size_t i = 0; i < n; i++)
        r->order[i].key = mlt_key_signed(r->truth.annotations[i].id);
    for (size_t i = 0; i < n; i++)
        r->order[i].index = (uint32_t)i;
    mlt_sort_keyed(r->order, r->order + n, n);
    for (size_t i = 1; i < n; i++)
        if (r->order[i].key == r->order[i - 1].key)
            TRY(odd(r, "an annotation has the id of another (kept)", "annotation",
                    r->truth.annotations[r->order[i].index].id, error));
    return MLTEST_OK;
}

static mltest_status enter_all(reader *r, const char *pictures, mltest_error **error)
{
    TRY(mlt_coco_read_truth(r->dataset->ctx, r->where.file, &r->truth, &r->polygons, error));
    TRY(mlt_picture_finder_init(&r->finder, r->dataset, r->file, pictures, error));
    mltest_status status = enter_classes(r, error);
    if (status == MLTEST_OK)
        status = enter_images(r, error);
    if (status == MLTEST_OK)
        status = check_ids(r, error);
    for (size_t i = 0; i < r->truth.n_annotations && status == MLTEST_OK; i++)
        status = enter_annotation(r, &r->truth.annotations[i], error);
    mlt_picture_finder_free(&r->finder);
    return status;
}

static mltest_status read_file(mltest_dataset *dataset, const char *file,
                               const mlt_dataset_settings *settings, bool own_classes,
                               mltest_error **error)
{
    mltest_context *ctx = dataset->ctx;
    TRY(mlt_path_check_below(ctx, dataset->root, file, error));
    char *path = mlt_path_join(ctx, dataset->root, file);
    if (path == NULL)
        return mlt_fail_memory(error);
    reader r = {
        .dataset = dataset, .file = file, .where = MLT_IN_FILE(path), .own_classes = own_classes};
    mlt_text_init(&r.text, ctx);
    mltest_status status = enter_all(&r, settings->pictures, error);
    mlt_coco_truth_free(ctx, &r.truth);
    mlt_polygons_free(ctx, &r.polygons);
    mlt_free(ctx, r.classes);
    mlt_free(ctx, r.samples);
    mlt_free(ctx, r.order);
    mlt_text_free(&r.text);
    mlt_free(ctx, path);
    return status;
}

/* Of several splits the first gives the classes. */
static mltest_status read_coco(mltest_dataset *dataset, const mlt_dataset_settings *settings,
                               mltest_error **error)
{
    mlt_names files;
    if (strcmp(settings->task, "detection") != 0)
        return mlt_fail(error, MLTEST_ERR_UNSUPPORTED,
                        "%s: COCO is read for the task detection only", dataset->root);
    TRY(mlt_label_files_choose(&mlt_coco_labels, dataset, settings, &files, error));
    mltest_status status = MLTEST_OK;
    for (size_t i = 0; i < files.n && status == MLTEST_OK; i++)
        status = read_file(dataset, files.items[i], settings,
                           i == 0 && settings->classes[0] == '\0', error);
    mlt_names_free(dataset->ctx, &files);
    return status == MLTEST_OK ? mlt_dataset_seal(dataset, error) : status;
}

/* An object with the keys; looks at the text only, so that a file with an error is recognised. */
static bool is_coco(const char *bytes, size_t n)
{
    while (n > 0 && strchr(" \t\r\n", *bytes) != NULL) {
        bytes++;
        n--;
    }
    return n > 0 && *bytes == '{' && mlt_has_text(bytes, n, "\"images\"") &&
           (mlt_has_text(bytes, n, "\"categories\"") || mlt_has_text(bytes, n, "\"file_name\""));
}

const mlt_label_kind mlt_coco_labels = {"coco", ".json", "_annotations.coco.json", is_coco};

static mltest_status recognise_coco(const mlt_dataset_place *place, bool *is_it,
                                    mltest_error **error)
{
    return mlt_label_files_recognise(&mlt_coco_labels, place, is_it, error);
}

const mlt_dataset_reader mlt_coco_reader = {
    .source = {.format = "coco", .any_thread = true, .load = mlt_dataset_load_by_id},
    .takes_file = true,
    .recognise = recognise_coco,
    .read = read_coco,
};
