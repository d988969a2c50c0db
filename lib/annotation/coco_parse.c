/* SPDX-License-Identifier: MIT */
#include "annotation/coco_parse.h"

#include "annotation/coco_rings.h"
#include "base/alloc.h"
#include "base/context.h"
#include "base/error.h"

#include <inttypes.h>
#include <math.h>
#include <stdio.h>
#include <string.h>

static mltest_status read_box(mlt_json *json, mlt_box *out, mltest_error **error)
{
    double *const parts[] = {&out->x, &out->y, &out->width, &out->height};
    TRY(mlt_json_expect(json, MLT_JSON_ARRAY_BEGIN, "a box [x, y, width, height]", error));
    for (int i = 0; i < 4; i++) {
        TRY(mlt_json_read_f64(json, parts[i], error));
        if (!isfinite(*parts[i]))
            return mlt_json_fail(json, error, "a finite number");
    }
    return mlt_json_expect(json, MLT_JSON_ARRAY_END, "a box of four numbers", error);
}

/* A flag is a number that is not 0; true and false are taken as well. */
static mltest_status read_flag(mlt_json *json, bool *out, mltest_error **error)
{
    mlt_json_event event;
    double number;
    TRY(mlt_json_peek(json, &event, error));
    if (event != MLT_JSON_NUMBER)
        return mlt_json_read_bool(json, out, error);
    TRY(mlt_json_read_f64(json, &number, error));
    *out = number != 0;
    return MLTEST_OK;
}

/* A width or height: only for information, so 0 for whatever cannot be one, and the most there is
 * for more than that. */
static mltest_status read_size(mlt_json *json, uint32_t *out, mltest_error **error)
{
    mlt_json_event event;
    double number;
    *out = 0;
    TRY(mlt_json_peek(json, &event, error));
    if (event != MLT_JSON_NUMBER)
        return mlt_json_skip(json, error);
    TRY(mlt_json_read_f64(json, &number, error));
    if (number >= 1)
        *out = number < UINT32_MAX ? (uint32_t)number : UINT32_MAX;
    return MLTEST_OK;
}

static mltest_status read_name(mlt_json *json, char **out, mltest_error **error)
{
    const char *text;
    size_t n;
    TRY(mlt_json_read_string(json, &text, &n, error));
    if (strlen(text) != n)
        return mlt_json_fail(json, error, "a name without NUL");
    mlt_free(json->ctx, *out); /* a repeated key */
    *out = mlt_strndup(json->ctx, text, n);
    return *out ? MLTEST_OK : mlt_fail_memory(error);
}

typedef enum { AN_ID, A_NUMBER, A_SIZE, A_FLAG, A_NAME, A_BOX, RINGS } field_type;

/* An annotation, and where its rings go. */
typedef struct {
    mlt_coco_annotation annotation;
    mlt_polygons *polygons; /* NULL: nowhere */
    size_t place;
} annotated;

static mltest_status read_rings(mlt_json *json, const annotated *a, mltest_error **error)
{
    if (a->polygons == NULL || a->place > UINT32_MAX)
        return mlt_json_skip(json, error);
    mlt_polygons_drop_last(a->polygons, (uint32_t)a->place); /* a repeated key */
    return mlt_coco_read_rings(json, a->polygons, (uint32_t)a->place, error);
}

/* A key of an object, and where its value goes. */
typedef struct {
    const char *key;
    field_type type;
    bool required;
    size_t offset;
} field;

static mltest_status read_field(mlt_json *json, const field *f, void *object, mltest_error **error)
{
    void *to = (char *)object + f->offset;
    switch (f->type) {
    case AN_ID:
        return mlt_json_read_i64(json, to, error);
    case A_NUMBER:
        return mlt_json_read_f64(json, to, error);
    case A_SIZE:
        return read_size(json, to, error);
    case A_FLAG:
        return read_flag(json, to, error);
    case A_NAME:
        return read_name(json, to, error);
    case RINGS:
        return read_rings(json, object, error);
    case A_BOX:
        break;
    }
    return read_box(json, to, error);
}

static mltest_status check_fields(mlt_json *json, const field *fields, size_t n, unsigned has,
                                  mltest_error **error)
{
    char what[64];
    for (size_t i = 0; i < n; i++) {
        if (!fields[i].required || has >> i & 1)
            continue;
        snprintf(what, sizeof what, "an object with \"%s\"", fields[i].key);
        return mlt_json_fail(json, error, what);
    }
    return MLTEST_OK;
}

/* Reads an object into *object. Bit i of *has tells whether field i was there. */
static mltest_status read_object(mlt_json *json, const field *fields, size_t n, void *object,
                                 unsigned *has, mltest_error **error)
{
    const char *key;
    size_t n_key;
    bool more;
    *has = 0;
    TRY(mlt_json_expect(json, MLT_JSON_OBJECT_BEGIN, "an object", error));
    for (;;) {
        size_t i = 0;
        TRY(mlt_json_next_key(json, &key, &n_key, &more, error));
        if (!more)
            return check_fields(json, fields, n, *has, error);
        while (i < n && strcmp(key, fields[i].key) != 0)
            i++;
        if (i == n) {
            TRY(mlt_json_skip(json, error));
            continue;
        }
        TRY(read_field(json, &fields[i], object, error));
        *has |= 1u << i;
    }
}

enum { N_IMAGE_FIELDS = 4, N_CATEGORY_FIELDS = 2 };

static const field image_fields[N_IMAGE_FIELDS] = {
    {"id", AN_ID, true, offsetof(mlt_coco_entry_info, id)},
    {"file_name", A_NAME, false, offsetof(mlt_coco_entry_info, name)},
    {"width", A_SIZE, false, offsetof(mlt_coco_entry_info, width)},
    {"height", A_SIZE, false, offsetof(mlt_coco_entry_info, height)},
};

static const field category_fields[N_CATEGORY_FIELDS] = {
    {"id", AN_ID, true, offsetof(mlt_coco_entry_info, id)},
    {"name", A_NAME, false, offsetof(mlt_coco_entry_info, name)},
};

static mltest_status add_entry(mlt_json *json, const field *fields, size_t n_fields,
                               mlt_coco_list *list, mltest_error **error)
{
    unsigned has;
    if (!mlt_reserve(json->ctx, list->items, list->cap, list->n + 1))
        return mlt_fail_memory(error);
    mlt_coco_entry_info *entry = &list->items[list->n++];
    *entry = (mlt_coco_entry_info){0, mlt_strdup(json->ctx, ""), 0, 0};
    if (!entry->name)
        return mlt_fail_memory(error);
    return read_object(json, fields, n_fields, entry, &has, error);
}

static mltest_status read_list(mlt_json *json, const field *fields, size_t n_fields, uint64_t limit,
                               mlt_coco_list *list, mltest_error **error)
{
    bool more;
    TRY(mlt_json_expect(json, MLT_JSON_ARRAY_BEGIN, "an array", error));
    for (;;) {
        TRY(mlt_json_next_item(json, &more, error));
        if (!more)
            return MLTEST_OK;
        if (list->n >= limit)
            return mlt_fail(error, MLTEST_ERR_LIMIT,
                            "%s: more than %" PRIu64 " entries with \"%s\"", json->file, limit,
                            fields[1].key);
        TRY(add_entry(json, fields, n_fields, list, error));
    }
}

static const field annotation_fields[] = {
    {"area", A_NUMBER, false, offsetof(mlt_coco_annotation, area)}, /* the first two: see below */
    {"iscrowd", A_FLAG, false, offsetof(mlt_coco_annotation, crowd)},
    {"id", AN_ID, true, offsetof(mlt_coco_annotation, id)},
    {"image_id", AN_ID, true, offsetof(mlt_coco_annotation, image_id)},
    {"category_id", AN_ID, true, offsetof(mlt_coco_annotation, category_id)},
    {"bbox", A_BOX, true, offsetof(mlt_coco_annotation, box)},
    {"ignore", A_FLAG, false, offsetof(mlt_coco_annotation, ignore)},
    {"segmentation", RINGS, false, 0},
};

static mltest_status read_annotation(mlt_json *json, mlt_coco_annotation *out,
                                     mlt_polygons *polygons, size_t place, mltest_error **error)
{
    const size_t n = sizeof annotation_fields / sizeof annotation_fields[0];
    unsigned has;
    annotated a = {.polygons = polygons, .place = place};
    TRY(read_object(json, annotation_fields, n, &a, &has, error));
    *out = a.annotation;
    out->has_area = (has & 1) != 0;
    out->has_crowd = (has & 2) != 0;
    if (!out->has_area)
        out->area = mlt_box_area(&out->box);
    return MLTEST_OK;
}

static mltest_status read_annotations(mlt_json *json, mlt_coco_truth *out, mlt_polygons *polygons,
                                      mltest_error **error)
{
    bool more;
    TRY(mlt_json_expect(json, MLT_JSON_ARRAY_BEGIN, "an array", error));
    for (;;) {
        TRY(mlt_json_next_item(json, &more, error));
        if (!more)
            return MLTEST_OK;
        if (!mlt_reserve(json->ctx, out->annotations, out->cap_annotations, out->n_annotations + 1))
            return mlt_fail_memory(error);
        TRY(read_annotation(json, &out->annotations[out->n_annotations], polygons,
                            out->n_annotations, error));
        out->n_annotations++;
    }
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

static const field detection_fields[] = {
    {"image_id", AN_ID, true, offsetof(mlt_coco_detection, image_id)},
    {"category_id", AN_ID, true, offsetof(mlt_coco_detection, category_id)},
    {"bbox", A_BOX, true, offsetof(mlt_coco_detection, pred.box)},
    {"score", A_NUMBER, true, offsetof(mlt_coco_detection, pred.score)},
};

static mltest_status read_detection(mlt_json *json, mlt_coco_detection *out, mltest_error **error)
{
    const size_t n = sizeof detection_fields / sizeof detection_fields[0];
    unsigned has;
    *out = (mlt_coco_detection){0, 0, {{0, 0, 0, 0}, 0, -1}};
    return read_object(json, detection_fields, n, out, &has, error);
}

mltest_status mlt_coco_parse_results(mlt_json *json, mlt_coco_results *out, mltest_error **error)
{
    bool more;
    TRY(mlt_json_expect(json, MLT_JSON_ARRAY_BEGIN, "an array of results", error));
    for (;;) {
        TRY(mlt_json_next_item(json, &more, error));
        if (!more)
            return mlt_json_end(json, error);
        if (!mlt_reserve(json->ctx, out->items, out->cap, out->n + 1))
            return mlt_fail_memory(error);
        TRY(read_detection(json, &out->items[out->n], error));
        out->n++;
    }
}
