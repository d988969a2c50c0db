/* SPDX-License-Identifier: MIT */
#include <float.h>
#include <math.h>

#include "codec/json_write.h"
#include "journal/line_map.h"
#include "journal/line_poly.h"
#include "journal/lines.h"
#include "mltest/predictor.h"

static void put_string(mlt_json_writer *w, const char *key, const char *value)
{
    mlt_json_key(w, key);
    mlt_json_put_string(w, value);
}

static void put_u64(mlt_json_writer *w, const char *key, uint64_t value)
{
    mlt_json_key(w, key);
    mlt_json_put_u64(w, value);
}

static void put_f64(mlt_json_writer *w, const char *key, double value)
{
    mlt_json_key(w, key);
    mlt_json_put_f64(w, value);
}

/* Sixteen digits: JSON readers that know doubles only would lose bits of a number. */
static void put_hash(mlt_json_writer *w, const char *key, uint64_t value)
{
    char text[17];
    for (int i = 0; i < 16; i++)
        text[i] = "0123456789abcdef"[value >> (60 - 4 * i) & 15];
    text[16] = '\0';
    put_string(w, key, text);
}

static void put_strings(mlt_json_writer *w, const char *key, const char *const *items, size_t n)
{
    mlt_json_key(w, key);
    mlt_json_begin_array(w);
    for (size_t i = 0; i < n; i++)
        mlt_json_put_string(w, items[i]);
    mlt_json_end_array(w);
}

static mlt_json_writer begin(mlt_text *out, const char *type)
{
    mlt_json_writer w;
    mlt_json_writer_init(&w, out, 0);
    mlt_json_begin_object(&w);
    put_string(&w, "type", type);
    return w;
}

static void end(mlt_json_writer *w)
{
    mlt_json_end_object(w);
    mlt_text_putc(w->out, '\n');
}

static void put_model(mlt_json_writer *w, const mlt_jrun *run)
{
    mlt_json_key(w, "model");
    mlt_json_begin_object(w);
    put_string(w, "name", run->model_name);
    put_string(w, "version", run->model_version);
    put_strings(w, "tags", run->model_tags, run->n_model_tags);
    mlt_json_end_object(w);
}

static void put_dataset(mlt_json_writer *w, const mlt_jrun *run)
{
    mlt_json_key(w, "dataset");
    mlt_json_begin_object(w);
    put_string(w, "name", run->dataset_name);
    put_hash(w, "fingerprint", run->dataset_fingerprint);
    put_u64(w, "n", run->dataset_n);
    mlt_json_end_object(w);
}

static void put_shards(mlt_json_writer *w, const mlt_jrun *run)
{
    mlt_json_key(w, "shards");
    mlt_json_begin_array(w);
    for (size_t i = 0; i < run->n_shards; i++)
        mlt_json_put_u64(w, run->shards[i]);
    mlt_json_end_array(w);
}

static void put_rule(mlt_json_writer *w, const mlt_jrule *rule)
{
    mlt_json_key(w, "until_decided");
    mlt_json_begin_object(w);
    put_f64(w, "target", rule->target);
    put_f64(w, "min_confidence", rule->min_confidence);
    put_f64(w, "match_confidence", rule->match_confidence);
    put_f64(w, "score_strictness", rule->score_strictness);
    put_f64(w, "min_visibility", rule->min_visibility);
    put_string(w, "consistency", rule->macro ? "macro" : "micro");
    mlt_json_end_object(w);
}

void mlt_line_run(mlt_text *out, const mlt_jrun *run)
{
    mlt_json_writer w = begin(out, "run");
    put_u64(&w, "format", 1);
    put_string(&w, "library", run->library);
    put_model(&w, run);
    put_string(&w, "task",
               run->task == MLTEST_TASK_CLASSIFICATION ? "classification" : "detection");
    put_strings(&w, "classes", run->classes, run->n_classes);
    put_dataset(&w, run);
    put_string(&w, "suite", run->suite_name);
    put_hash(&w, "suite_hash", run->suite_hash);
    if (run->frost_photographs != 0)
        put_hash(&w, "frost_photographs", run->frost_photographs);
    put_u64(&w, "seed", run->seed);
    if (run->has_score_floor)
        put_f64(&w, "score_floor", run->score_floor);
    mlt_json_key(&w, "shard");
    mlt_json_begin_array(&w);
    mlt_json_put_u64(&w, run->shard_index);
    mlt_json_put_u64(&w, run->shard_count);
    mlt_json_end_array(&w);
    if (run->n_shards > 0)
        put_shards(&w, run);
    put_u64(&w, "limit", run->limit);
    if (run->budget > 0)
        put_u64(&w, "budget", run->budget);
    if (run->until_decided)
        put_rule(&w, &run->rule);
    put_string(&w, "numbers", run->f64 ? "f64" : "f32");
    end(&w);
}

static void put_step(mlt_json_writer *w, const mlt_jstep *step)
{
    mlt_json_begin_object(w);
    put_string(w, "kind", step->kind);
    put_u64(w, "revision", step->revision);
    put_string(w, "category", step->category);
    if (step->family[0] != '\0')
        put_string(w, "family", step->family);
    if (step->informational) {
        mlt_json_key(w, "informational");
        mlt_json_put_bool(w, true);
    }
    mlt_json_key(w, "params");
    mlt_json_begin_object(w);
    for (size_t i = 0; i < step->n_params; i++)
        put_f64(w, step->params[i].name, step->params[i].value);
    mlt_json_end_object(w);
    mlt_json_end_object(w);
}

static void put_changes(mlt_json_writer *w, const mlt_jcondition *condition)
{
    mlt_json_key(w, "classes");
    mlt_json_begin_object(w);
    for (size_t i = 0; i < condition->n_changes; i++) {
        mlt_json_key(w, condition->changes[i].from);
        if (condition->changes[i].to != NULL)
            mlt_json_put_string(w, condition->changes[i].to);
        else
            mlt_json_put_null(w);
    }
    mlt_json_end_object(w);
}

void mlt_line_condition(mlt_text *out, const mlt_jcondition *condition)
{
    mlt_json_writer w = begin(out, "condition");
    put_string(&w, "name", condition->name);
    mlt_json_key(&w, "steps");
    mlt_json_begin_array(&w);
    for (size_t i = 0; i < condition->n_steps; i++)
        put_step(&w, &condition->steps[i]);
    mlt_json_end_array(&w);
    put_f64(&w, "severity", condition->severity);
    put_u64(&w, "replicate", condition->replicate);
    if (condition->n_changes > 0)
        put_changes(&w, condition);
    end(&w);
}

void mlt_line_head(mlt_text *out, const mlt_jrun *run, const mlt_jcondition *conditions,
                   size_t n_conditions)
{
    mlt_line_run(out, run);
    for (size_t i = 0; i < n_conditions; i++)
        mlt_line_condition(out, &conditions[i]);
}

static void put_box(mlt_json_writer *w, const mlt_box *box)
{
    mlt_json_put_f64(w, box->x);
    mlt_json_put_f64(w, box->y);
    mlt_json_put_f64(w, box->width);
    mlt_json_put_f64(w, box->height);
}

static void put_truth(mlt_json_writer *w, const mlt_jsample *sample)
{
    mlt_json_key(w, "truth");
    mlt_json_begin_array(w);
    for (size_t i = 0; i < sample->n_truth; i++) {
        const mlt_truth *t = &sample->truth[i];
        mlt_json_begin_array(w);
        mlt_json_put_i64(w, t->cls);
        put_box(w, &t->box);
        mlt_json_put_u64(w, t->flags);
        mlt_json_put_f64(w, t->area);
        mlt_json_put_i64(w, t->ann_id);
        mlt_json_end_array(w);
    }
    mlt_json_end_array(w);
}

static void put_tags(mlt_json_writer *w, const mlt_jsample *sample)
{
    mlt_json_key(w, "tags");
    mlt_json_begin_object(w);
    for (size_t i = 0; i < sample->n_tags; i++) {
        if (sample->tags[i].text != NULL)
            put_string(w, sample->tags[i].name, sample->tags[i].text);
        else
            put_f64(w, sample->tags[i].name, sample->tags[i].number);
    }
    mlt_json_end_object(w);
}

void mlt_line_sample(mlt_text *out, const mlt_jsample *sample)
{
    mlt_json_writer w = begin(out, "sample");
    put_string(&w, "id", sample->id);
    put_u64(&w, "n", sample->n);
    put_u64(&w, "width", sample->width);
    put_u64(&w, "height", sample->height);
    put_hash(&w, "hash", sample->hash);
    if (sample->labelled)
        put_truth(&w, sample);
    if (sample->polygons.n > 0) {
        mlt_json_key(&w, "poly");
        mlt_polygons_write(&w, &sample->polygons);
    }
    put_tags(&w, sample);
    end(&w);
}

static void put_number(mlt_json_writer *w, double value, bool f64)
{
    if (f64 || !(fabs(value) <= FLT_MAX)) /* no float holds it, but a model may say it */
        mlt_json_put_f64(w, value);
    else
        mlt_json_put_f32(w, (float)value);
}

static void put_preds(mlt_json_writer *w, const mlt_joutcome *outcome, bool f64)
{
    mlt_json_key(w, outcome->is_top ? "top" : "pred");
    mlt_json_begin_array(w);
    for (size_t i = 0; i < outcome->n_preds; i++) {
        const mlt_pred *p = &outcome->preds[i];
        mlt_json_begin_array(w);
        mlt_json_put_i64(w, p->cls);
        put_number(w, p->score, f64);
        if (!outcome->is_top) {
            put_number(w, p->box.x, f64);
            put_number(w, p->box.y, f64);
            put_number(w, p->box.width, f64);
            put_number(w, p->box.height, f64);
        }
        mlt_json_end_array(w);
    }
    mlt_json_end_array(w);
}

static void put_geometry(mlt_json_writer *w, const mlt_joutcome *outcome)
{
    mlt_json_key(w, "size");
    mlt_json_begin_array(w);
    mlt_json_put_u64(w, outcome->width);
    mlt_json_put_u64(w, outcome->height);
    mlt_json_end_array(w);
    mlt_json_key(w, "map");
    mlt_map_write(w, outcome->map);
}

static void put_cover(mlt_json_writer *w, const mlt_joutcome *outcome)
{
    mlt_json_key(w, "cover");
    mlt_json_begin_array(w);
    for (size_t i = 0; i < outcome->n_cover; i++) {
        mlt_json_begin_array(w);
        put_box(w, &outcome->cover[i]);
        mlt_json_end_array(w);
    }
    mlt_json_end_array(w);
}

/* Microseconds are enough of a time. */
static double whole_us(double ms)
{
    double us = floor(ms * 1000 + 0.5);
    return us < 9007199254740992.0 ? us / 1000 : ms; /* 2^53: nothing behind the point */
}

void mlt_line_outcome(mlt_text *out, const char *id, const char *condition,
                      const mlt_joutcome *outcome, bool f64, bool timing)
{
    mlt_json_writer w = begin(out, outcome->type == MLT_OUTCOME   ? "outcome"
                                   : outcome->type == MLT_FAILURE ? "failure"
                                                                  : "skip");
    put_string(&w, "id", id);
    put_string(&w, "condition", condition);
    if (outcome->type == MLT_FAILURE) {
        mlt_json_key(&w, "status");
        mlt_json_put_i64(&w, outcome->code);
    }
    if (outcome->type != MLT_OUTCOME) {
        put_string(&w, outcome->type == MLT_SKIP ? "reason" : "message", outcome->message);
        end(&w);
        return;
    }
    put_preds(&w, outcome, f64);
    if (outcome->map != NULL)
        put_geometry(&w, outcome);
    if (outcome->n_cover > 0)
        put_cover(&w, outcome);
    put_f64(&w, "change", outcome->change);
    if (timing && outcome->ms >= 0)
        put_f64(&w, "ms", whole_us(outcome->ms));
    end(&w);
}

void mlt_line_end(mlt_text *out, uint64_t samples, uint64_t outcomes, uint64_t failures,
                  uint64_t skips)
{
    mlt_json_writer w = begin(out, "end");
    put_u64(&w, "samples", samples);
    put_u64(&w, "outcomes", outcomes);
    put_u64(&w, "failures", failures);
    put_u64(&w, "skips", skips);
    end(&w);
}
