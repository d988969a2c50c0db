/* SPDX-License-Identifier: MIT */
#include "annotation/coco_rings.h"

#include <math.h>

#include "base/error.h"

typedef struct {
    mlt_json *json;
    mlt_polygons *to;
    uint32_t owner;
    size_t left;   /* points there may still be */
    bool is_sound; /* so far */
    mlt_point points[MLT_MOST_POINTS];
} reading;

/* The numbers of a ring; *n counts them. What does not fit or is none makes the whole unsound. */
static mltest_status read_numbers(reading *r, size_t *n, mltest_error **error)
{
    bool more;
    mlt_json_event event;
    *n = 0;
    for (;;) {
        double v;
        TRY(mlt_json_next_item(r->json, &more, error));
        if (!more)
            return MLTEST_OK;
        TRY(mlt_json_peek(r->json, &event, error));
        if (event != MLT_JSON_NUMBER || !r->is_sound || *n / 2 >= r->left) {
            r->is_sound = false;
            TRY(mlt_json_skip(r->json, error));
            continue;
        }
        TRY(mlt_json_read_f64(r->json, &v, error));
        *(*n % 2 ? &r->points[*n / 2].y : &r->points[*n / 2].x) = v;
        r->is_sound = isfinite(v);
        ++*n;
    }
}

static mltest_status read_ring(reading *r, mltest_error **error)
{
    size_t n;
    TRY(mlt_json_expect(r->json, MLT_JSON_ARRAY_BEGIN, "a ring", error));
    TRY(read_numbers(r, &n, error));
    r->is_sound = r->is_sound && n % 2 == 0 && n >= 6;
    if (!r->is_sound)
        return MLTEST_OK;
    r->left -= n / 2;
    return mlt_polygons_add(r->json->ctx, r->to, r->owner, r->points, n / 2, error);
}

static mltest_status read_rings(reading *r, mltest_error **error)
{
    bool more;
    mlt_json_event event;
    TRY(mlt_json_expect(r->json, MLT_JSON_ARRAY_BEGIN, "rings", error));
    for (;;) {
        TRY(mlt_json_next_item(r->json, &more, error));
        if (!more)
            return MLTEST_OK;
        TRY(mlt_json_peek(r->json, &event, error));
        if (event == MLT_JSON_ARRAY_BEGIN) {
            TRY(read_ring(r, error));
        } else {
            r->is_sound = false;
            TRY(mlt_json_skip(r->json, error));
        }
    }
}

mltest_status mlt_coco_read_rings(mlt_json *json, mlt_polygons *to, uint32_t owner,
                                  mltest_error **error)
{
    reading r;
    mlt_json_event event;
    r.json = json;
    r.to = to;
    r.owner = owner;
    r.left = MLT_MOST_POINTS;
    r.is_sound = true;
    TRY(mlt_json_peek(json, &event, error));
    if (event != MLT_JSON_ARRAY_BEGIN)
        return mlt_json_skip(json, error);
    TRY(read_rings(&r, error));
    if (!r.is_sound)
        mlt_polygons_drop_last(to, owner);
    return MLTEST_OK;
}
