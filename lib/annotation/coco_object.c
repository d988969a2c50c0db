/* SPDX-License-Identifier: MIT */
#include "annotation/coco_object.h"

#include "annotation/coco_rings.h"
#include "base/alloc.h"
#include "base/error.h"

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

static mltest_status read_rings(mlt_json *json, const mlt_coco_annotated *a, mltest_error **error)
{
    if (a->polygons == NULL || a->place > UINT32_MAX)
        return mlt_json_skip(json, error);
    mlt_polygons_drop_last(a->polygons, (uint32_t)a->place); /* a repeated key */
    return mlt_coco_read_rings(json, a->polygons, (uint32_t)a->place, error);
}

static mltest_status read_field(mlt_json *json, const mlt_coco_field *f, void *object,
                                mltest_error **error)
{
    void *to = (char *)object + f->offset;
    switch (f->type) {
    case MLT_COCO_ID:
        return mlt_json_read_i64(json, to, error);
    case MLT_COCO_NUMBER:
        return mlt_json_read_f64(json, to, error);
    case MLT_COCO_SIZE:
        return read_size(json, to, error);
    case MLT_COCO_FLAG:
        return read_flag(json, to, error);
    case MLT_COCO_NAME:
        return read_name(json, to, error);
    case MLT_COCO_RINGS:
        return read_rings(json, object, error);
    case MLT_COCO_BOX:
        break;
    }
    return read_box(json, to, error);
}

static mltest_status check_fields(mlt_json *json, const mlt_coco_field *fields, size_t n,
                                  unsigned has, mltest_error **error)
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

mltest_status mlt_coco_read_object(mlt_json *json, const mlt_coco_field *fields, size_t n,
                                   void *object, unsigned *has, mltest_error **error)
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

mltest_status mlt_coco_next_object(mlt_json *json, mlt_coco_shape *shape, void *object, bool *more,
                                   mltest_error **error)
{
    const uint64_t from = json->before + json->at;
    unsigned has;
    TRY(mlt_coco_shape_read(shape, json, object, more, error));
    if (*more)
        return MLTEST_OK;
    TRY(mlt_json_next_item(json, more, error));
    if (!*more)
        return MLTEST_OK;
    TRY(mlt_coco_read_object(json, shape->fields, shape->n_fields, object, &has, error));
    mlt_coco_shape_learn(shape, json, from);
    shape->has = has;
    return MLTEST_OK;
}
