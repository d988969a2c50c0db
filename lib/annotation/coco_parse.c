/* SPDX-License-Identifier: MIT */
#include "annotation/coco_parse.h"

#include <inttypes.h>
#include <string.h>

#include "annotation/coco_object.h"
#include "annotation/coco_value.h"
#include "base/alloc.h"
#include "base/context.h"
#include "base/error.h"

enum { N_IMAGE_FIELDS = 6, N_CATEGORY_FIELDS = 3, N_ANNOTATION_FIELDS = 8, N_RESULT_FIELDS = 5 };

static const mlt_coco_field image_fields[N_IMAGE_FIELDS] = {
    {"id", MLT_COCO_LISTED_ID, true, offsetof(mlt_coco_entry_info, id)},
    {"file_name", MLT_COCO_NAME, false, offsetof(mlt_coco_entry_info, name)},
    {"width", MLT_COCO_SIZE, false, offsetof(mlt_coco_entry_info, width)},
    {"height", MLT_COCO_SIZE, false, offsetof(mlt_coco_entry_info, height)},
    {"neg_category_ids", MLT_COCO_IDS, false, offsetof(mlt_coco_entry_info, negative)},
    {"not_exhaustive_category_ids", MLT_COCO_IDS, false,
     offsetof(mlt_coco_entry_info, not_exhaustive)},
};

static const mlt_coco_field category_fields[N_CATEGORY_FIELDS] = {
    {"id", MLT_COCO_LISTED_ID, true, offsetof(mlt_coco_entry_info, id)},
    {"name", MLT_COCO_NAME, false, offsetof(mlt_coco_entry_info, name)},
    {"frequency", MLT_COCO_FREQUENCY, false, offsetof(mlt_coco_entry_info, frequency)},
};

static mltest_status too_many(mlt_json *json, const mlt_coco_shape *shape, uint64_t limit,
                              mltest_error **error)
{
    bool more;
    TRY(mlt_json_next_item(json, &more, error));
    if (!more)
        return MLTEST_OK;
    return mlt_fail(error, MLTEST_ERR_LIMIT, "%s: more than %" PRIu64 " entries with \"%s\"",
                    json->file, limit, shape->fields[1].key);
}

static mltest_status add_entry(mlt_json *json, mlt_coco_shape *shape, mlt_coco_list *list,
                               bool *more, mltest_error **error)
{
    if (!mlt_reserve(json->ctx, list->items, list->cap, list->n + 1))
        return mlt_fail_memory(error);
    mlt_coco_entry_info *entry = &list->items[list->n++];
    *entry = (mlt_coco_entry_info){.name = NULL};
    TRY(mlt_coco_next_object(json, shape, entry, more, error));
    if (!*more) {
        list->n--;
        return MLTEST_OK;
    }
    if (entry->name == NULL)
        entry->name = mlt_strdup(json->ctx, "");
    return entry->name != NULL ? MLTEST_OK : mlt_fail_memory(error);
}

/* NumPy makes doubles of all of a list if one is written as such: large ones would change. */
static mltest_status check_ids(mlt_json *json, const mlt_coco_list *list, mltest_error **error)
{
    bool has_decimal = false, has_large = false;
    for (size_t i = 0; i < list->n; i++) {
        const int64_t id = list->items[i].id;
        has_decimal |= list->items[i].is_decimal;
        has_large |= id > (int64_t)MLT_COCO_MOST_WHOLE || id < -(int64_t)MLT_COCO_MOST_WHOLE;
    }
    if (!has_decimal || !has_large)
        return MLTEST_OK;
    return mlt_json_fail(json, error, "ids beyond 2^53 only in a list without decimal points");
}

static mltest_status read_list(mlt_json *json, const mlt_coco_field *fields, size_t n_fields,
                               uint64_t limit, mlt_coco_list *list, mltest_error **error)
{
    bool more = true;
    mlt_coco_shape shape;
    mlt_coco_shape_init(&shape, fields, n_fields);
    TRY(mlt_json_expect(json, MLT_JSON_ARRAY_BEGIN, "an array", error));
    while (more) {
        if (list->n >= limit)
            return too_many(json, &shape, limit, error);
        TRY(add_entry(json, &shape, list, &more, error));
    }
    return check_ids(json, list, error);
}

static const mlt_coco_field annotation_fields[N_ANNOTATION_FIELDS] = {
    {"area", MLT_COCO_NUMBER, false,
     offsetof(mlt_coco_annotation, area)}, /* the first two: see below */
    {"iscrowd", MLT_COCO_CROWD, false, offsetof(mlt_coco_annotation, crowd)},
    {"id", MLT_COCO_ID, true, offsetof(mlt_coco_annotation, id)},
    {"image_id", MLT_COCO_ID, true, offsetof(mlt_coco_annotation, image_id)},
    {"category_id", MLT_COCO_ID, true, offsetof(mlt_coco_annotation, category_id)},
    {"bbox", MLT_COCO_BOX, true, offsetof(mlt_coco_annotation, box)},
    {"ignore", MLT_COCO_FLAG, false, offsetof(mlt_coco_annotation, ignore)},
    {"segmentation", MLT_COCO_RINGS, false, 0},
};

static mltest_status add_annotation(mlt_json *json, mlt_coco_shape *shape, mlt_coco_truth *to,
                                    mlt_polygons *polygons, bool *more, mltest_error **error)
{
    mlt_coco_annotated a = {.polygons = polygons, .place = to->n_annotations};
    if (!mlt_reserve(json->ctx, to->annotations, to->cap_annotations, to->n_annotations + 1))
        return mlt_fail_memory(error);
    if (polygons != NULL)
        shape->n = 0; /* rings are read, not skipped */
    TRY(mlt_coco_next_object(json, shape, &a, more, error));
    if (!*more)
        return MLTEST_OK;
    a.annotation.has_area = (shape->has & 1) != 0;
    a.annotation.has_crowd = (shape->has & 2) != 0;
    if (!a.annotation.has_area)
        a.annotation.area = mlt_box_area(&a.annotation.box);
    to->annotations[to->n_annotations++] = a.annotation;
    return MLTEST_OK;
}

static mltest_status read_annotations(mlt_json *json, mlt_coco_truth *out, mlt_polygons *polygons,
                                      mltest_error **error)
{
    bool more = true;
    mlt_coco_shape shape;
    mlt_coco_shape_init(&shape, annotation_fields, N_ANNOTATION_FIELDS);
    TRY(mlt_json_expect(json, MLT_JSON_ARRAY_BEGIN, "an array", error));
    while (more)
        TRY(add_annotation(json, &shape, out, polygons, &more, error));
    return MLTEST_OK;
}

static mltest_status read_part(mlt_json *json, int part, mlt_coco_truth *out,
                               mlt_polygons *polygons, mltest_error **error)
{
    const mlt_limits *limits = mlt_context_limits(json->ctx);
    if (part == 0)
        return read_list(json, image_fields, N_IMAGE_FIELDS, limits->max_samples, &out->images,
                         error);
    if (part == 1)
        return read_list(json, category_fields, N_CATEGORY_FIELDS, limits->max_classes,
                         &out->categories, error);
    return part == 2 ? read_annotations(json, out, polygons, error) : mlt_json_skip(json, error);
}

mltest_status mlt_coco_parse_truth(mlt_json *json, mlt_coco_truth *out, mlt_polygons *polygons,
                                   mltest_error **error)
{
    static const char *const names[] = {"images", "categories", "annotations"};
    const char *key;
    size_t n;
    bool more;
    unsigned parts = 0;
    TRY(mlt_json_expect(json, MLT_JSON_OBJECT_BEGIN, "an object with \"images\"", error));
    for (;;) {
        int part = 0;
        TRY(mlt_json_next_key(json, &key, &n, &more, error));
        if (!more)
            break;
        while (part < 3 && strcmp(key, names[part]) != 0)
            part++;
        /* Python would silently take the last of two. */
        if (part < 3 && parts & 1u << part)
            return mlt_json_fail(json, error, "each array only once");
        parts |= 1u << part;
        TRY(read_part(json, part, out, polygons, error));
    }
    out->has_annotations = (parts & 4) != 0;
    if ((parts & 3) != 3)
        return mlt_json_fail(json, error, "an object with \"images\" and \"categories\"");
    return mlt_json_end(json, error);
}

/* A result as it stands in the file. */
typedef struct {
    int64_t image_id, category_id;
    mlt_box box;
    double score;
} result;

static const mlt_coco_field result_fields[N_RESULT_FIELDS] = {
    {"image_id", MLT_COCO_ID, true, offsetof(result, image_id)},
    {"category_id", MLT_COCO_ID, true, offsetof(result, category_id)},
    {"bbox", MLT_COCO_BOX, true, offsetof(result, box)},
    {"score", MLT_COCO_SCORE, true, offsetof(result, score)},
    {"caption", MLT_COCO_NOTED, false, 0}, /* the last: see below */
};

static mltest_status add_result(mlt_json *json, mlt_coco_shape *shape, mlt_coco_results *to,
                                bool *more, mltest_error **error)
{
    result r;
    if (to->n == to->cap && !mlt_reserve(json->ctx, to->items, to->cap, to->n + 1))
        return mlt_fail_memory(error);
    TRY(mlt_coco_next_object(json, shape, &r, more, error));
    if (!*more)
        return MLTEST_OK;
    /* Whose first result has a caption, the reference takes for a file of captions. */
    if (to->n == 0 && (shape->has & 1u << (N_RESULT_FIELDS - 1)) != 0)
        return mlt_json_fail(json, error, "results of boxes; the first one has a \"caption\"");
    mlt_coco_detection *item = &to->items[to->n];
    item->box = r.box;
    item->score = r.score;
    TRY(mlt_coco_ids_add(json->ctx, &to->images, r.image_id, &item->image, error));
    TRY(mlt_coco_ids_add(json->ctx, &to->categories, r.category_id, &item->category, error));
    to->n++;
    return MLTEST_OK;
}

mltest_status mlt_coco_parse_results(mlt_json *json, mlt_coco_results *out, mltest_error **error)
{
    bool more = true;
    mlt_coco_shape shape;
    mlt_coco_shape_init(&shape, result_fields, N_RESULT_FIELDS);
    TRY(mlt_json_expect(json, MLT_JSON_ARRAY_BEGIN, "an array of results", error));
    while (more)
        TRY(add_result(json, &shape, out, &more, error));
    return mlt_json_end(json, error);
}
