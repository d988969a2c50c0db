/* SPDX-License-Identifier: MIT */
#include "annotation/coco_object.h"

#include "annotation/coco_value.h"
#include "base/error.h"

#include <stdio.h>
#include <string.h>

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
        TRY(mlt_coco_read_value(json, &fields[i], object, error));
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
