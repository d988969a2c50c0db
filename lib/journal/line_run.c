/* SPDX-License-Identifier: MIT */
#include "journal/line_values.h"

#include <string.h>

#include "base/alloc.h"
#include "base/error.h"
#include "mltest/predictor.h"

enum { MOST_SHARDS = 1000000 };

static mltest_status model_member(mlt_line_reader *r, const char *key, void *to)
{
    mlt_jrun *run = to;
    if (strcmp(key, "name") == 0)
        return mlt_value_string(r, &run->model_name);
    if (strcmp(key, "version") == 0)
        return mlt_value_string(r, &run->model_version);
    if (strcmp(key, "tags") == 0)
        return mlt_value_list(r, sizeof(char *), mlt_value_most_strings(r), mlt_value_string_item,
                              (void **)&run->model_tags, &run->n_model_tags);
    return mlt_value_skip(r);
}

static mltest_status dataset_member(mlt_line_reader *r, const char *key, void *to)
{
    mlt_jrun *run = to;
    if (strcmp(key, "name") == 0)
        return mlt_value_string(r, &run->dataset_name);
    if (strcmp(key, "fingerprint") == 0)
        return mlt_value_hash(r, &run->dataset_fingerprint);
    if (strcmp(key, "n") == 0)
        return mlt_json_read_u64(r->json, &run->dataset_n, r->error);
    return mlt_value_skip(r);
}

static mltest_status rule_member(mlt_line_reader *r, const char *key, void *to)
{
    mlt_jrule *rule = to;
    const char *text;
    const struct {
        const char *key;
        double *to;
    } numbers[] = {{"target", &rule->target},
                   {"min_confidence", &rule->min_confidence},
                   {"match_confidence", &rule->match_confidence},
                   {"score_strictness", &rule->score_strictness},
                   {"min_visibility", &rule->min_visibility}};
    for (size_t i = 0; i < sizeof numbers / sizeof numbers[0]; i++)
        if (strcmp(key, numbers[i].key) == 0)
            return mlt_value_f64(r, numbers[i].to);
    if (strcmp(key, "consistency") != 0)
        return mlt_value_skip(r);
    TRY(mlt_value_string(r, &text));
    rule->macro = strcmp(text, "macro") == 0;
    return MLTEST_OK;
}

static mltest_status read_rule(mlt_line_reader *r, mlt_jrun *run)
{
    run->until_decided = true;
    return mlt_value_object(r, rule_member, &run->rule);
}

/* "requires": what a reader must know; we know nothing beyond format 1. */
static mltest_status read_requires(mlt_line_reader *r)
{
    const char **names;
    size_t n;
    TRY(mlt_value_list(r, sizeof(char *), mlt_value_most_strings(r), mlt_value_string_item,
                       (void **)&names, &n));
    if (n == 0)
        return MLTEST_OK;
    return mlt_fail(r->error, MLTEST_ERR_UNSUPPORTED,
                    "%s: the journal requires '%s', which this version does not know",
                    r->json->file, names[0]);
}

static mltest_status read_shard(mlt_line_reader *r, mlt_jrun *run)
{
    uint64_t i, n;
    TRY(mlt_json_expect(r->json, MLT_JSON_ARRAY_BEGIN, "a shard [i, n]", r->error));
    TRY(mlt_json_read_u64(r->json, &i, r->error));
    TRY(mlt_json_read_u64(r->json, &n, r->error));
    if (n > MOST_SHARDS || i >= n)
        return mlt_json_fail(r->json, r->error, "a shard [i, n] with i < n");
    run->shard_index = i;
    run->shard_count = n;
    return mlt_json_expect(r->json, MLT_JSON_ARRAY_END, "the end of the shard", r->error);
}

static mltest_status u64_item(mlt_line_reader *r, void *to)
{
    return mlt_json_read_u64(r->json, to, r->error);
}

static mltest_status run_text(mlt_line_reader *r, const char *key, mlt_jrun *run)
{
    const char *text;
    if (strcmp(key, "library") == 0)
        return mlt_value_string(r, &run->library);
    if (strcmp(key, "suite") == 0)
        return mlt_value_string(r, &run->suite_name);
    if (strcmp(key, "task") == 0) {
        TRY(mlt_value_string(r, &text));
        run->task = strcmp(text, "classification") == 0 ? MLTEST_TASK_CLASSIFICATION
                                                        : MLTEST_TASK_DETECTION;
        return MLTEST_OK;
    }
    if (strcmp(key, "numbers") == 0) {
        TRY(mlt_value_string(r, &text));
        run->f64 = strcmp(text, "f64") == 0;
        return MLTEST_OK;
    }
    if (strcmp(key, "budget") == 0)
        return mlt_json_read_u64(r->json, &run->budget, r->error);
    if (strcmp(key, "until_decided") == 0)
        return read_rule(r, run);
    return mlt_value_skip(r);
}

mltest_status mlt_run_member(mlt_line_reader *r, const char *key, mlt_jrun *run)
{
    if (strcmp(key, "model") == 0)
        return mlt_value_object(r, model_member, run);
    if (strcmp(key, "dataset") == 0)
        return mlt_value_object(r, dataset_member, run);
    if (strcmp(key, "classes") == 0)
        return mlt_value_list(r, sizeof(char *), mlt_value_most_strings(r), mlt_value_string_item,
                              (void **)&run->classes, &run->n_classes);
    if (strcmp(key, "suite_hash") == 0)
        return mlt_value_hash(r, &run->suite_hash);
    if (strcmp(key, "frost_photographs") == 0)
        return mlt_value_hash(r, &run->frost_photographs);
    if (strcmp(key, "seed") == 0)
        return mlt_json_read_u64(r->json, &run->seed, r->error);
    if (strcmp(key, "limit") == 0)
        return mlt_json_read_u64(r->json, &run->limit, r->error);
    if (strcmp(key, "shard") == 0)
        return read_shard(r, run);
    if (strcmp(key, "shards") == 0)
        return mlt_value_list(r, sizeof *run->shards, MOST_SHARDS, u64_item, (void **)&run->shards,
                              &run->n_shards);
    if (strcmp(key, "requires") == 0)
        return read_requires(r);
    if (strcmp(key, "score_floor") == 0) {
        run->has_score_floor = true;
        return mlt_value_f64(r, &run->score_floor);
    }
    return run_text(r, key, run);
}

typedef struct {
    mlt_jparam items[64];
    size_t n;
} params;

static mltest_status param_member(mlt_line_reader *r, const char *key, void *to)
{
    params *p = to;
    if (p->n == 64)
        return mlt_json_fail(r->json, r->error, "at most 64 parameters");
    p->items[p->n].name = mlt_arena_string(r->arena, key, strlen(key));
    if (p->items[p->n].name == NULL)
        return mlt_fail_memory(r->error);
    return mlt_value_f64(r, &p->items[p->n++].value);
}

static mltest_status step_member(mlt_line_reader *r, const char *key, void *to)
{
    mlt_jstep *step = to;
    if (strcmp(key, "kind") == 0)
        return mlt_value_string(r, &step->kind);
    if (strcmp(key, "category") == 0)
        return mlt_value_string(r, &step->category);
    if (strcmp(key, "family") == 0)
        return mlt_value_string(r, &step->family);
    if (strcmp(key, "revision") == 0)
        return mlt_value_u32(r, &step->revision);
    if (strcmp(key, "informational") == 0)
        return mlt_json_read_bool(r->json, &step->informational, r->error);
    if (strcmp(key, "params") != 0)
        return mlt_value_skip(r);
    params p = {.n = 0};
    TRY(mlt_value_object(r, param_member, &p));
    step->params = mlt_arena_alloc(r->arena, p.n + 1, sizeof *step->params);
    if (step->params == NULL)
        return mlt_fail_memory(r->error);
    memcpy(step->params, p.items, p.n * sizeof *step->params);
    step->n_params = p.n;
    return MLTEST_OK;
}

static mltest_status step_item(mlt_line_reader *r, void *to)
{
    mlt_jstep *step = to;
    *step = (mlt_jstep){.kind = "", .category = "", .family = ""};
    return mlt_value_object(r, step_member, step);
}

typedef struct {
    mlt_jchange *items;
    size_t n, cap;
} changes;

static mltest_status change_member(mlt_line_reader *r, const char *key, void *to)
{
    changes *all = to;
    mlt_json_event event;
    if (all->n >= mlt_value_most_strings(r))
        return mlt_fail(r->error, MLTEST_ERR_LIMIT, "%s: too many classes (limit max_classes)",
                        r->json->file);
    if (!mlt_reserve(r->ctx, all->items, all->cap, all->n + 1))
        return mlt_fail_memory(r->error);
    mlt_jchange *change = &all->items[all->n++];
    *change = (mlt_jchange){mlt_arena_string(r->arena, key, strlen(key)), NULL};
    if (change->from == NULL)
        return mlt_fail_memory(r->error);
    TRY(mlt_json_peek(r->json, &event, r->error));
    return event == MLT_JSON_NULL ? mlt_value_skip(r) : mlt_value_string(r, &change->to);
}

static mltest_status read_changes(mlt_line_reader *r, mlt_jcondition *c)
{
    changes all = {NULL, 0, 0};
    mltest_status status = mlt_value_object(r, change_member, &all);
    if (status == MLTEST_OK) {
        c->changes = mlt_arena_alloc(r->arena, all.n + 1, sizeof *c->changes);
        if (c->changes == NULL)
            status = mlt_fail_memory(r->error);
        else if (all.n > 0)
            memcpy(c->changes, all.items, all.n * sizeof *all.items);
        c->n_changes = all.n;
    }
    mlt_free(r->ctx, all.items);
    return status;
}

mltest_status mlt_condition_member(mlt_line_reader *r, const char *key, mlt_jcondition *c)
{
    if (strcmp(key, "name") == 0)
        return mlt_value_string(r, &c->name);
    if (strcmp(key, "steps") == 0)
        return mlt_value_list(r, sizeof *c->steps, 64, step_item, (void **)&c->steps, &c->n_steps);
    if (strcmp(key, "severity") == 0)
        return mlt_value_f64(r, &c->severity);
    if (strcmp(key, "replicate") == 0)
        return mlt_value_u32(r, &c->replicate);
    if (strcmp(key, "classes") == 0)
        return read_changes(r, c);
    return mlt_value_skip(r);
}
