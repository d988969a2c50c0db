/* SPDX-License-Identifier: MIT */
#include <inttypes.h>
#include <string.h>

#include "base/alloc.h"
#include "base/context.h"
#include "base/error.h"
#include "codec/json.h"
#include "journal/lines.h"
#include "mltest/predictor.h"

typedef struct {
    mlt_json *json;
    mlt_arena *arena;
    mltest_context *ctx;
    mltest_error **error;
    mlt_line *out;
} line_reader;

static mltest_status read_string(line_reader *r, const char **out)
{
    const char *text;
    size_t n;
    TRY(mlt_json_read_string(r->json, &text, &n, r->error));
    if (memchr(text, '\0', n) != NULL)
        return mlt_json_fail(r->json, r->error, "a text without NUL");
    *out = mlt_arena_string(r->arena, text, n);
    return *out != NULL ? MLTEST_OK : mlt_fail_memory(r->error);
}

static mltest_status read_hash(line_reader *r, uint64_t *out)
{
    const char *text;
    size_t n;
    *out = 0;
    TRY(mlt_json_read_string(r->json, &text, &n, r->error));
    for (size_t i = 0; i < n; i++) {
        const char *digit = strchr("0123456789abcdef", text[i]);
        if (n != 16 || text[i] == '\0' || digit == NULL)
            return mlt_json_fail(r->json, r->error, "sixteen hexadecimal digits");
        *out = *out << 4 | (uint64_t)(digit - "0123456789abcdef");
    }
    return MLTEST_OK;
}

/* Numbers of an integer type that must fit. */
static mltest_status read_u32(line_reader *r, uint32_t *out)
{
    uint64_t v;
    TRY(mlt_json_read_u64(r->json, &v, r->error));
    if (v > UINT32_MAX)
        return mlt_json_fail(r->json, r->error, "an integer below 2^32");
    *out = (uint32_t)v;
    return MLTEST_OK;
}

static mltest_status read_i32(line_reader *r, int32_t *out)
{
    int64_t v;
    TRY(mlt_json_read_i64(r->json, &v, r->error));
    if (v < INT32_MIN || v > INT32_MAX)
        return mlt_json_fail(r->json, r->error, "an integer of 32 bits");
    *out = (int32_t)v;
    return MLTEST_OK;
}

/* Counts the items of an array by reading ahead on a copy of the reader's position. */
static mltest_status read_list(line_reader *r, size_t size, uint64_t most,
                               mltest_status (*item)(line_reader *r, void *to), void **out,
                               size_t *n)
{
    void *items = NULL;
    size_t cap = 0;
    bool more;
    *n = 0;
    TRY(mlt_json_expect(r->json, MLT_JSON_ARRAY_BEGIN, "a list", r->error));
    mltest_status status = mlt_json_next_item(r->json, &more, r->error);
    while (status == MLTEST_OK && more) {
        if (*n >= most)
            status = mlt_fail(r->error, MLTEST_ERR_LIMIT,
                              "%s: a list of more than %" PRIu64 " items", r->json->file, most);
        else if (!mlt_reserve_bytes(r->ctx, &items, &cap, *n + 1, size))
            status = mlt_fail_memory(r->error);
        else
            status = item(r, (char *)items + *n * size);
        if (status == MLTEST_OK) {
            ++*n;
            status = mlt_json_next_item(r->json, &more, r->error);
        }
    }
    if (status == MLTEST_OK) {
        *out = mlt_arena_alloc(r->arena, *n + 1, size);
        if (*out == NULL)
            status = mlt_fail_memory(r->error);
        else if (*n > 0)
            memcpy(*out, items, *n * size);
    }
    mlt_free(r->ctx, items);
    return status;
}

static mltest_status string_item(line_reader *r, void *to)
{
    return read_string(r, to);
}

/* An array of exactly n numbers. */
static mltest_status read_numbers(line_reader *r, double *out, size_t n)
{
    TRY(mlt_json_expect(r->json, MLT_JSON_ARRAY_BEGIN, "a list of numbers", r->error));
    for (size_t i = 0; i < n; i++)
        TRY(mlt_json_read_f64(r->json, &out[i], r->error));
    return mlt_json_expect(r->json, MLT_JSON_ARRAY_END, "the end of the list", r->error);
}

static mltest_status box_item(line_reader *r, void *to)
{
    double v[4];
    TRY(read_numbers(r, v, 4));
    *(mlt_box *)to = (mlt_box){v[0], v[1], v[2], v[3]};
    return MLTEST_OK;
}

static mltest_status class_of(line_reader *r, double v, int32_t *out)
{
    if (!(v >= 0 && v < 2147483647.0) || v != (double)(int32_t)v)
        return mlt_json_fail(r->json, r->error, "a class index");
    *out = (int32_t)v;
    return MLTEST_OK;
}

static mltest_status truth_item(line_reader *r, void *to)
{
    mlt_truth *t = to;
    double v[7];
    TRY(mlt_json_expect(r->json, MLT_JSON_ARRAY_BEGIN, "a truth", r->error));
    for (size_t i = 0; i < 7; i++)
        TRY(mlt_json_read_f64(r->json, &v[i], r->error));
    memset(t, 0, sizeof *t);
    TRY(class_of(r, v[0], &t->cls));
    t->box = (mlt_box){v[1], v[2], v[3], v[4]};
    if (!(v[5] >= 0 && v[5] < 65536))
        return mlt_json_fail(r->json, r->error, "flags");
    t->flags = (uint32_t)v[5];
    t->area = v[6];
    TRY(mlt_json_read_i64(r->json, &t->ann_id, r->error));
    return mlt_json_expect(r->json, MLT_JSON_ARRAY_END, "the end of the truth", r->error);
}

static mltest_status pred_item(line_reader *r, void *to)
{
    mlt_pred *p = to;
    double v[6];
    TRY(read_numbers(r, v, 6));
    *p = (mlt_pred){.box = {v[2], v[3], v[4], v[5]}, .score = v[1]};
    return class_of(r, v[0], &p->cls);
}

static mltest_status top_item(line_reader *r, void *to)
{
    mlt_pred *p = to;
    double v[2];
    TRY(read_numbers(r, v, 2));
    *p = (mlt_pred){.score = v[1]};
    return class_of(r, v[0], &p->cls);
}

/* Calls member for each key of an object; it must take the value. */
static mltest_status read_object(line_reader *r,
                                 mltest_status (*member)(line_reader *r, const char *key, void *to),
                                 void *to)
{
    const char *key;
    size_t n;
    bool more;
    TRY(mlt_json_expect(r->json, MLT_JSON_OBJECT_BEGIN, "an object", r->error));
    for (;;) {
        char name[64];
        TRY(mlt_json_next_key(r->json, &key, &n, &more, r->error));
        if (!more)
            return MLTEST_OK;
        size_t kept = n < sizeof name - 1 ? n : sizeof name - 1;
        memcpy(name, key, kept); /* the key is gone at the next event */
        name[kept] = '\0';
        TRY(member(r, name, to));
    }
}

static mltest_status skip(line_reader *r)
{
    return mlt_json_skip(r->json, r->error);
}

static uint64_t most_strings(const line_reader *r)
{
    return mlt_context_limits(r->ctx)->max_classes;
}

static mltest_status model_member(line_reader *r, const char *key, void *to)
{
    mlt_jrun *run = to;
    if (strcmp(key, "name") == 0)
        return read_string(r, &run->model_name);
    if (strcmp(key, "version") == 0)
        return read_string(r, &run->model_version);
    if (strcmp(key, "tags") == 0)
        return read_list(r, sizeof(char *), most_strings(r), string_item, (void **)&run->model_tags,
                         &run->n_model_tags);
    return skip(r);
}

static mltest_status dataset_member(line_reader *r, const char *key, void *to)
{
    mlt_jrun *run = to;
    if (strcmp(key, "name") == 0)
        return read_string(r, &run->dataset_name);
    if (strcmp(key, "fingerprint") == 0)
        return read_hash(r, &run->dataset_fingerprint);
    if (strcmp(key, "n") == 0)
        return mlt_json_read_u64(r->json, &run->dataset_n, r->error);
    return skip(r);
}

/* "requires": what a reader must know; we know nothing beyond format 1. */
static mltest_status read_requires(line_reader *r)
{
    const char **names;
    size_t n;
    TRY(read_list(r, sizeof(char *), most_strings(r), string_item, (void **)&names, &n));
    if (n == 0)
        return MLTEST_OK;
    return mlt_fail(r->error, MLTEST_ERR_UNSUPPORTED,
                    "%s: the journal requires '%s', which this version does not know",
                    r->json->file, names[0]);
}

static mltest_status read_shard(line_reader *r, mlt_jrun *run)
{
    double v[2];
    TRY(read_numbers(r, v, 2));
    if (!(v[1] >= 1 && v[1] <= 1e6 && v[0] >= 0 && v[0] < v[1]))
        return mlt_json_fail(r->json, r->error, "a shard [i, n] with i < n");
    run->shard_index = (uint64_t)v[0];
    run->shard_count = (uint64_t)v[1];
    return MLTEST_OK;
}

static mltest_status run_text(line_reader *r, const char *key, mlt_jrun *run)
{
    const char *text;
    if (strcmp(key, "library") == 0)
        return read_string(r, &run->library);
    if (strcmp(key, "suite") == 0)
        return read_string(r, &run->suite_name);
    if (strcmp(key, "task") == 0) {
        TRY(read_string(r, &text));
        run->task = strcmp(text, "classification") == 0 ? MLTEST_TASK_CLASSIFICATION
                                                        : MLTEST_TASK_DETECTION;
        return MLTEST_OK;
    }
    if (strcmp(key, "numbers") == 0) {
        TRY(read_string(r, &text));
        run->f64 = strcmp(text, "f64") == 0;
        return MLTEST_OK;
    }
    return skip(r);
}

static mltest_status run_member(line_reader *r, const char *key, mlt_jrun *run)
{
    if (strcmp(key, "model") == 0)
        return read_object(r, model_member, run);
    if (strcmp(key, "dataset") == 0)
        return read_object(r, dataset_member, run);
    if (strcmp(key, "classes") == 0)
        return read_list(r, sizeof(char *), most_strings(r), string_item, (void **)&run->classes,
                         &run->n_classes);
    if (strcmp(key, "suite_hash") == 0)
        return read_hash(r, &run->suite_hash);
    if (strcmp(key, "seed") == 0)
        return mlt_json_read_u64(r->json, &run->seed, r->error);
    if (strcmp(key, "limit") == 0)
        return mlt_json_read_u64(r->json, &run->limit, r->error);
    if (strcmp(key, "shard") == 0)
        return read_shard(r, run);
    if (strcmp(key, "requires") == 0)
        return read_requires(r);
    if (strcmp(key, "score_floor") == 0) {
        run->has_score_floor = true;
        return mlt_json_read_f64(r->json, &run->score_floor, r->error);
    }
    return run_text(r, key, run);
}

typedef struct {
    mlt_jparam items[64];
    size_t n;
} params;

static mltest_status param_member(line_reader *r, const char *key, void *to)
{
    params *p = to;
    if (p->n == 64)
        return mlt_json_fail(r->json, r->error, "at most 64 parameters");
    p->items[p->n].name = mlt_arena_string(r->arena, key, strlen(key));
    if (p->items[p->n].name == NULL)
        return mlt_fail_memory(r->error);
    return mlt_json_read_f64(r->json, &p->items[p->n++].value, r->error);
}

static mltest_status step_member(line_reader *r, const char *key, void *to)
{
    mlt_jstep *step = to;
    if (strcmp(key, "kind") == 0)
        return read_string(r, &step->kind);
    if (strcmp(key, "category") == 0)
        return read_string(r, &step->category);
    if (strcmp(key, "family") == 0)
        return read_string(r, &step->family);
    if (strcmp(key, "revision") == 0)
        return read_u32(r, &step->revision);
    if (strcmp(key, "informational") == 0)
        return mlt_json_read_bool(r->json, &step->informational, r->error);
    if (strcmp(key, "params") != 0)
        return skip(r);
    params p = {.n = 0};
    TRY(read_object(r, param_member, &p));
    step->params = mlt_arena_alloc(r->arena, p.n + 1, sizeof *step->params);
    if (step->params == NULL)
        return mlt_fail_memory(r->error);
    memcpy(step->params, p.items, p.n * sizeof *step->params);
    step->n_params = p.n;
    return MLTEST_OK;
}

static mltest_status step_item(line_reader *r, void *to)
{
    mlt_jstep *step = to;
    *step = (mlt_jstep){.kind = "", .category = "", .family = ""};
    return read_object(r, step_member, step);
}

static mltest_status condition_member(line_reader *r, const char *key, mlt_jcondition *c)
{
    if (strcmp(key, "name") == 0)
        return read_string(r, &c->name);
    if (strcmp(key, "steps") == 0)
        return read_list(r, sizeof *c->steps, 64, step_item, (void **)&c->steps, &c->n_steps);
    if (strcmp(key, "severity") == 0)
        return mlt_json_read_f64(r->json, &c->severity, r->error);
    if (strcmp(key, "replicate") == 0)
        return read_u32(r, &c->replicate);
    return skip(r);
}

typedef struct {
    mlt_tag *items;
    size_t n, cap;
} tag_list;

static mltest_status tag_member(line_reader *r, const char *key, void *to)
{
    tag_list *tags = to;
    mlt_json_event event;
    if (tags->n == 1024)
        return mlt_json_fail(r->json, r->error, "at most 1024 tags");
    if (!mlt_reserve(r->ctx, tags->items, tags->cap, tags->n + 1))
        return mlt_fail_memory(r->error);
    mlt_tag *tag = &tags->items[tags->n++];
    *tag = (mlt_tag){.name = mlt_arena_string(r->arena, key, strlen(key))};
    if (tag->name == NULL)
        return mlt_fail_memory(r->error);
    TRY(mlt_json_peek(r->json, &event, r->error));
    if (event == MLT_JSON_STRING)
        return read_string(r, (const char **)&tag->text);
    return mlt_json_read_f64(r->json, &tag->number, r->error);
}

static mltest_status read_tags(line_reader *r, mlt_jsample *sample)
{
    tag_list tags = {NULL, 0, 0};
    mltest_status status = read_object(r, tag_member, &tags);
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

static mltest_status sample_member(line_reader *r, const char *key, mlt_jsample *s)
{
    if (strcmp(key, "id") == 0)
        return read_string(r, &s->id);
    if (strcmp(key, "n") == 0)
        return mlt_json_read_u64(r->json, &s->n, r->error);
    if (strcmp(key, "width") == 0)
        return read_u32(r, &s->width);
    if (strcmp(key, "height") == 0)
        return read_u32(r, &s->height);
    if (strcmp(key, "hash") == 0)
        return read_hash(r, &s->hash);
    if (strcmp(key, "tags") == 0)
        return read_tags(r, s);
    if (strcmp(key, "truth") != 0)
        return skip(r);
    s->labelled = true;
    return read_list(r, sizeof *s->truth, mlt_context_limits(r->ctx)->max_boxes, truth_item,
                     (void **)&s->truth, &s->n_truth);
}

static mltest_status map_member(line_reader *r, const char *key, void *to)
{
    mlt_joutcome *o = to;
    double h[9];
    if (strcmp(key, "h") != 0)
        return skip(r);
    TRY(read_numbers(r, h, 9));
    o->has_map = true;
    return mlt_map_from_homography(&o->map, h)
               ? MLTEST_OK
               : mlt_json_fail(r->json, r->error, "a map that can be inverted");
}

static mltest_status read_size(line_reader *r, mlt_joutcome *o)
{
    double v[2];
    TRY(read_numbers(r, v, 2));
    if (!(v[0] >= 1 && v[0] < 4294967296.0 && v[1] >= 1 && v[1] < 4294967296.0))
        return mlt_json_fail(r->json, r->error, "a size [width, height]");
    o->width = (uint32_t)v[0];
    o->height = (uint32_t)v[1];
    return MLTEST_OK;
}

static mltest_status read_preds(line_reader *r, mlt_joutcome *o, bool is_top)
{
    o->is_top = is_top;
    return read_list(r, sizeof *o->preds, mlt_context_limits(r->ctx)->max_boxes,
                     is_top ? top_item : pred_item, (void **)&o->preds, &o->n_preds);
}

static mltest_status outcome_member(line_reader *r, const char *key, mlt_joutcome *o)
{
    if (strcmp(key, "id") == 0)
        return read_string(r, &r->out->id);
    if (strcmp(key, "condition") == 0)
        return read_string(r, &r->out->condition);
    if (strcmp(key, "pred") == 0 || strcmp(key, "top") == 0)
        return read_preds(r, o, key[0] == 't');
    if (strcmp(key, "size") == 0)
        return read_size(r, o);
    if (strcmp(key, "map") == 0)
        return read_object(r, map_member, o);
    if (strcmp(key, "cover") == 0)
        return read_list(r, sizeof *o->cover, 4096, box_item, (void **)&o->cover, &o->n_cover);
    if (strcmp(key, "change") == 0)
        return mlt_json_read_f64(r->json, &o->change, r->error);
    if (strcmp(key, "ms") == 0)
        return mlt_json_read_f64(r->json, &o->ms, r->error);
    if (strcmp(key, "status") == 0)
        return read_i32(r, &o->code);
    if (strcmp(key, "message") == 0 || strcmp(key, "reason") == 0)
        return read_string(r, &o->message);
    return skip(r);
}

static mltest_status member(line_reader *r, const char *key, void *to)
{
    mlt_line *out = to;
    switch (out->type) {
    case MLT_LINE_RUN:
        return run_member(r, key, &out->run);
    case MLT_LINE_CONDITION:
        return condition_member(r, key, &out->condition_record);
    case MLT_LINE_SAMPLE:
        return sample_member(r, key, &out->sample);
    case MLT_LINE_OUTCOME:
        return outcome_member(r, key, &out->outcome);
    default:
        return skip(r);
    }
}

static void set_type(mlt_line *out, const char *type)
{
    static const struct {
        const char *name;
        mlt_line_type type;
        mlt_outcome_type outcome;
    } types[] = {
        {"run", MLT_LINE_RUN, MLT_OUTCOME},         {"condition", MLT_LINE_CONDITION, MLT_OUTCOME},
        {"sample", MLT_LINE_SAMPLE, MLT_OUTCOME},   {"outcome", MLT_LINE_OUTCOME, MLT_OUTCOME},
        {"failure", MLT_LINE_OUTCOME, MLT_FAILURE}, {"skip", MLT_LINE_OUTCOME, MLT_SKIP},
        {"end", MLT_LINE_END, MLT_OUTCOME},
    };
    for (size_t i = 0; i < sizeof types / sizeof types[0]; i++) {
        if (strcmp(types[i].name, type) == 0) {
            out->type = types[i].type;
            out->outcome.type = types[i].outcome;
        }
    }
}

/* Finds "type" wherever it stands, so that the second pass knows what keys mean. */
static mltest_status type_member(line_reader *r, const char *key, void *to)
{
    const char *text;
    size_t n;
    if (strcmp(key, "type") != 0)
        return skip(r);
    TRY(mlt_json_read_string(r->json, &text, &n, r->error));
    set_type(to, text);
    return MLTEST_OK;
}

static void set_defaults(mlt_line *out)
{
    memset(out, 0, sizeof *out);
    out->id = out->condition = "";
    out->run = (mlt_jrun){.library = "",
                          .model_name = "",
                          .model_version = "",
                          .task = MLTEST_TASK_DETECTION,
                          .dataset_name = "",
                          .suite_name = "",
                          .shard_count = 1};
    out->condition_record.name = "";
    out->sample.id = "";
    out->outcome.message = "";
    out->outcome.ms = -1;
    out->outcome.map = mlt_map_identity;
}

static mltest_status pass(line_reader *r, const char *text, size_t n, int64_t line_number,
                          mltest_status (*each)(line_reader *r, const char *key, void *to))
{
    const char *file = r->json->file;
    mlt_json_init(r->json, r->ctx, file, text, n);
    r->json->first_line = line_number;
    mltest_status status = read_object(r, each, r->out);
    if (status == MLTEST_OK)
        status = mlt_json_end(r->json, r->error);
    mlt_json_free(r->json);
    r->json->file = file;
    return status;
}

mltest_status mlt_line_read(mlt_line *out, mlt_arena *arena, mltest_context *ctx, const char *file,
                            int64_t line_number, const char *text, size_t n, mltest_error **error)
{
    mlt_json json = {.file = file};
    line_reader r = {.json = &json, .arena = arena, .ctx = ctx, .error = error, .out = out};
    set_defaults(out);
    TRY(pass(&r, text, n, line_number, type_member));
    return out->type == MLT_LINE_OTHER || out->type == MLT_LINE_END
               ? MLTEST_OK
               : pass(&r, text, n, line_number, member);
}
