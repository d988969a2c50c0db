/* SPDX-License-Identifier: MIT */
#include "journal/line_values.h"

#include <string.h>

#include "base/context.h"
#include "base/error.h"

static mltest_status pred_item(mlt_line_reader *r, void *to)
{
    mlt_pred *p = to;
    double v[6];
    TRY(mlt_value_numbers(r, v, 6));
    *p = (mlt_pred){.box = {v[2], v[3], v[4], v[5]}, .score = v[1]};
    return mlt_value_class(r, v[0], &p->cls);
}

static mltest_status top_item(mlt_line_reader *r, void *to)
{
    mlt_pred *p = to;
    double v[2];
    TRY(mlt_value_numbers(r, v, 2));
    *p = (mlt_pred){.score = v[1]};
    return mlt_value_class(r, v[0], &p->cls);
}

static mltest_status map_member(mlt_line_reader *r, const char *key, void *to)
{
    mlt_joutcome *o = to;
    double h[9];
    if (strcmp(key, "h") != 0)
        return mlt_value_skip(r);
    TRY(mlt_value_numbers(r, h, 9));
    o->has_map = true;
    return mlt_map_from_homography(&o->map, h)
               ? MLTEST_OK
               : mlt_json_fail(r->json, r->error, "a map that can be inverted");
}

static mltest_status read_size(mlt_line_reader *r, mlt_joutcome *o)
{
    double v[2];
    TRY(mlt_value_numbers(r, v, 2));
    if (!(v[0] >= 1 && v[0] < 4294967296.0 && v[1] >= 1 && v[1] < 4294967296.0))
        return mlt_json_fail(r->json, r->error, "a size [width, height]");
    o->width = (uint32_t)v[0];
    o->height = (uint32_t)v[1];
    return MLTEST_OK;
}

static mltest_status read_preds(mlt_line_reader *r, mlt_joutcome *o, bool is_top)
{
    o->is_top = is_top;
    return mlt_value_list(r, sizeof *o->preds, mlt_context_limits(r->ctx)->max_boxes,
                          is_top ? top_item : pred_item, (void **)&o->preds, &o->n_preds);
}

mltest_status mlt_outcome_member(mlt_line_reader *r, const char *key, mlt_joutcome *o)
{
    if (strcmp(key, "id") == 0)
        return mlt_value_string(r, &r->out->id);
    if (strcmp(key, "condition") == 0)
        return mlt_value_string(r, &r->out->condition);
    if (strcmp(key, "pred") == 0 || strcmp(key, "top") == 0)
        return read_preds(r, o, key[0] == 't');
    if (strcmp(key, "size") == 0)
        return read_size(r, o);
    if (strcmp(key, "map") == 0)
        return mlt_value_object(r, map_member, o);
    if (strcmp(key, "cover") == 0)
        return mlt_value_list(r, sizeof *o->cover, 4096, mlt_value_box_item, (void **)&o->cover,
                              &o->n_cover);
    if (strcmp(key, "change") == 0)
        return mlt_json_read_f64(r->json, &o->change, r->error);
    if (strcmp(key, "ms") == 0)
        return mlt_json_read_f64(r->json, &o->ms, r->error);
    if (strcmp(key, "status") == 0)
        return mlt_value_i32(r, &o->code);
    if (strcmp(key, "message") == 0 || strcmp(key, "reason") == 0)
        return mlt_value_string(r, &o->message);
    return mlt_value_skip(r);
}
