/* SPDX-License-Identifier: MIT */
#include "journal/line_map.h"

#include <stdlib.h>
#include <string.h>

#include "base/alloc.h"
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

static mltest_status read_map(mlt_line_reader *r, mlt_joutcome *o)
{
    mlt_map map;
    TRY(mlt_map_read(r, &map));
    size_t n = mlt_map_bytes(&map);
    mlt_map *kept = mlt_arena_alloc(r->arena, 1, n);
    if (kept == NULL)
        return mlt_fail_memory(r->error);
    memcpy(kept, &map, n);
    o->map = kept;
    return MLTEST_OK;
}

static mltest_status read_size(mlt_line_reader *r, mlt_joutcome *o)
{
    TRY(mlt_json_expect(r->json, MLT_JSON_ARRAY_BEGIN, "a size [width, height]", r->error));
    TRY(mlt_value_u32(r, &o->width));
    TRY(mlt_value_u32(r, &o->height));
    if (o->width == 0 || o->height == 0)
        return mlt_json_fail(r->json, r->error, "a size [width, height]");
    return mlt_json_expect(r->json, MLT_JSON_ARRAY_END, "the end of the size", r->error);
}

typedef struct {
    mlt_pred pred;
    size_t at;
} placed;

static int by_score(const void *a, const void *b)
{
    const placed *p = a, *q = b;
    if (p->pred.score != q->pred.score)
        return p->pred.score > q->pred.score ? -1 : 1;
    return p->at < q->at ? -1 : p->at > q->at;
}

/* Best score first, ties as they stand: ours are, those of other writers may not be. */
static mltest_status sort_preds(mlt_line_reader *r, mlt_joutcome *o)
{
    size_t i = 1;
    while (i < o->n_preds && o->preds[i - 1].score >= o->preds[i].score)
        i++;
    if (i >= o->n_preds)
        return MLTEST_OK;
    placed *all = mlt_alloc_zero(r->ctx, o->n_preds, sizeof *all);
    if (all == NULL)
        return mlt_fail_memory(r->error);
    for (i = 0; i < o->n_preds; i++)
        all[i] = (placed){o->preds[i], i};
    qsort(all, o->n_preds, sizeof *all, by_score);
    for (i = 0; i < o->n_preds; i++)
        o->preds[i] = all[i].pred;
    mlt_free(r->ctx, all);
    return MLTEST_OK;
}

static mltest_status read_preds(mlt_line_reader *r, mlt_joutcome *o, bool is_top)
{
    o->is_top = is_top;
    TRY(mlt_value_list(r, sizeof *o->preds, mlt_context_limits(r->ctx)->max_boxes,
                       is_top ? top_item : pred_item, (void **)&o->preds, &o->n_preds));
    return sort_preds(r, o);
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
        return read_map(r, o);
    if (strcmp(key, "cover") == 0)
        return mlt_value_list(r, sizeof *o->cover, 4096, mlt_value_box_item, (void **)&o->cover,
                              &o->n_cover);
    if (strcmp(key, "change") == 0)
        return mlt_value_f64(r, &o->change);
    if (strcmp(key, "ms") == 0)
        return mlt_value_f64(r, &o->ms);
    if (strcmp(key, "status") == 0)
        return mlt_value_i32(r, &o->code);
    if (strcmp(key, "message") == 0 || strcmp(key, "reason") == 0)
        return mlt_value_string(r, &o->message);
    return mlt_value_skip(r);
}
