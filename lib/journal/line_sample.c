/* SPDX-License-Identifier: MIT */
#include "journal/line_poly.h"

#include <string.h>

#include "base/alloc.h"
#include "base/context.h"
#include "base/error.h"

static mltest_status truth_item(mlt_line_reader *r, void *to)
{
    mlt_truth *t = to;
    double v[7];
    TRY(mlt_json_expect(r->json, MLT_JSON_ARRAY_BEGIN, "a truth", r->error));
    for (size_t i = 0; i < 7; i++)
        TRY(mlt_value_f64(r, &v[i]));
    memset(t, 0, sizeof *t);
    TRY(mlt_value_class(r, v[0], &t->cls));
    t->box = (mlt_box){v[1], v[2], v[3], v[4]};
    if (!(v[5] >= 0 && v[5] < 65536))
        return mlt_json_fail(r->json, r->error, "flags");
    t->flags = (uint32_t)v[5];
    t->area = v[6];
    TRY(mlt_json_read_i64(r->json, &t->ann_id, r->error));
    return mlt_json_expect(r->json, MLT_JSON_ARRAY_END, "the end of the truth", r->error);
}

typedef struct {
    mlt_tag *items;
    size_t n, cap;
} tag_list;

static mltest_status tag_member(mlt_line_reader *r, const char *key, void *to)
{
    tag_list *tags = to;
    mlt_json_event event;
    if (tags->n >= mlt_value_most_strings(r))
        return mlt_fail(r->error, MLTEST_ERR_LIMIT, "%s: too many tags (limit max_classes)",
                        r->json->file);
    if (!mlt_reserve(r->ctx, tags->items, tags->cap, tags->n + 1))
        return mlt_fail_memory(r->error);
    mlt_tag *tag = &tags->items[tags->n++];
    *tag = (mlt_tag){.name = mlt_arena_string(r->arena, key, strlen(key))};
    if (tag->name == NULL)
        return mlt_fail_memory(r->error);
    TRY(mlt_json_peek(r->json, &event, r->error));
    if (event == MLT_JSON_STRING)
        return mlt_value_string(r, (const char **)&tag->text);
    return mlt_value_f64(r, &tag->number);
}

static mltest_status read_tags(mlt_line_reader *r, mlt_jsample *sample)
{
    tag_list tags = {NULL, 0, 0};
    mltest_status status = mlt_value_object(r, tag_member, &tags);
    if (status == MLTEST_OK) {
        sample->tags = mlt_arena_alloc(r->arena, tags.n + 1, sizeof *sample->tags);
        if (sample->tags == NULL)
            status = mlt_fail_memory(r->error);
        else if (tags.n > 0)
            memcpy(sample->tags, tags.items, tags.n * sizeof *tags.items);
        sample->n_tags = tags.n;
    }
    mlt_free(r->ctx, tags.items);
    return status;
}

mltest_status mlt_sample_member(mlt_line_reader *r, const char *key, mlt_jsample *s)
{
    if (strcmp(key, "id") == 0)
        return mlt_value_string(r, &s->id);
    if (strcmp(key, "n") == 0)
        return mlt_json_read_u64(r->json, &s->n, r->error);
    if (strcmp(key, "width") == 0)
        return mlt_value_u32(r, &s->width);
    if (strcmp(key, "height") == 0)
        return mlt_value_u32(r, &s->height);
    if (strcmp(key, "hash") == 0)
        return mlt_value_hash(r, &s->hash);
    if (strcmp(key, "tags") == 0)
        return read_tags(r, s);
    if (strcmp(key, "poly") == 0)
        return mlt_polygons_read(r, &s->polygons);
    if (strcmp(key, "truth") != 0)
        return mlt_value_skip(r);
    s->labelled = true;
    return mlt_value_list(r, sizeof *s->truth, mlt_context_limits(r->ctx)->max_boxes, truth_item,
                          (void **)&s->truth, &s->n_truth);
}
