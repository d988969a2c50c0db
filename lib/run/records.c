/* SPDX-License-Identifier: MIT */
/*
 * What a run says of itself at the head of its journal.
 */
#include "base/alloc.h"
#include "base/error.h"
#include "base/text.h"
#include "mltest/version.h"
#include "perturb/photographs.h"
#include "run/plan.h"

#include <math.h>
#include <string.h>

static mltest_status fill_params(mltest_context *ctx, mlt_jstep *out, const mlt_step *step)
{
    const mlt_kind *kind = step->kind;
    out->params = mlt_alloc_zero(ctx, kind->n_params + 1, sizeof *out->params);
    if (out->params == NULL)
        return MLTEST_ERR_MEMORY;
    for (size_t i = 0; i < kind->n_params; i++) {
        if (isfinite(step->params[i])) /* a free parameter that is drawn per sample has none */
            out->params[out->n_params++] = (mlt_jparam){kind->params[i].name, step->params[i]};
    }
    return MLTEST_OK;
}

static mltest_status fill_condition(mltest_context *ctx, mlt_jcondition *out,
                                    const mlt_condition *condition)
{
    out->name = condition->name;
    out->severity = mlt_condition_severity(condition);
    out->replicate = condition->replicate;
    out->steps = mlt_alloc_zero(ctx, condition->n_steps + 1, sizeof *out->steps);
    if (out->steps == NULL)
        return MLTEST_ERR_MEMORY;
    for (size_t i = 0; i < condition->n_steps; i++) {
        const mlt_kind *kind = condition->steps[i].kind;
        mlt_jstep *step = &out->steps[out->n_steps++];
        step->kind = kind->name;
        step->category = mlt_category_name(kind->category);
        step->family = kind->family;
        step->revision = kind->revision;
        step->informational = (kind->flags & MLT_KIND_INFORMATIONAL) != 0;
        if (fill_params(ctx, step, &condition->steps[i]) != MLTEST_OK)
            return MLTEST_ERR_MEMORY;
    }
    return MLTEST_OK;
}

/* Of the photographs that pictures of the run depend on; 0 for none. */
static uint64_t photographs_of(const mltest_run *run)
{
    uint64_t hash = 0;
    for (size_t i = 0; i < run->suite->n && hash == 0; i++)
        hash = mlt_photographs_of(run->ctx, &run->suite->conditions[i]);
    return hash;
}

/* The class that a rule names must be there, or it would do nothing. */
static mltest_status check_rules(const mltest_run *run, mltest_error **error)
{
    const mlt_classes *classes = mlt_run_classes(run);
    for (size_t i = 0; i < run->suite->n_rules; i++) {
        const mlt_class_rule *rule = &run->suite->rules[i];
        const char *name = mlt_classes_find(classes, rule->from) < 0 ? rule->from : rule->to;
        if (name == NULL || mlt_classes_find(classes, name) >= 0)
            continue;
        const char *near =
            mlt_nearest_name(name, (const char *const *)(void *)classes->names, classes->n);
        return mlt_fail(error, MLTEST_ERR_NOT_FOUND,
                        "the suite says what %s makes of classes, but no class is named "
                        "'%.60s'%s%s%s",
                        rule->kind, name, near != NULL ? "; did you mean '" : "",
                        near != NULL ? near : "", near != NULL ? "'?" : "");
    }
    return MLTEST_OK;
}

/* Classes that a condition does not leave as they are, in the order of the list. */
static mltest_status fill_changes(const mltest_run *run, mlt_jcondition *out,
                                  const mlt_condition *condition)
{
    const mlt_classes *classes = mlt_run_classes(run);
    if (run->suite->n_rules == 0)
        return MLTEST_OK;
    out->changes = mlt_alloc_zero(run->ctx, classes->n + 1, sizeof *out->changes);
    if (out->changes == NULL)
        return MLTEST_ERR_MEMORY;
    for (size_t i = 0; i < classes->n; i++) {
        const char *name = classes->names[i];
        const char *to = mlt_suite_class_after(run->suite, condition, name);
        if (to == NULL || strcmp(to, name) != 0)
            out->changes[out->n_changes++] = (mlt_jchange){name, to};
    }
    return MLTEST_OK;
}

static void fill_run(mlt_jrun *out, const mltest_run *run)
{
    const mlt_run_settings *s = &run->settings;
    const mltest_dataset *ds = run->dataset;
    const mlt_classes *classes = mlt_run_classes(run);
    *out = (mlt_jrun){
        .library = MLTEST_VERSION_TEXT,
        .model_name = run->predictor->name,
        .model_version = run->predictor->version,
        .task = run->predictor->task,
        .classes = (const char **)(void *)classes->names,
        .n_classes = classes->n,
        .dataset_name = ds->name,
        .dataset_fingerprint = ds->fingerprint,
        .dataset_n = ds->n,
        .suite_name = run->suite->name,
        .suite_hash = mlt_suite_hash(run->suite),
        .frost_photographs = photographs_of(run),
        .seed = s->seed,
        .has_score_floor = run->predictor->has_score_floor,
        .score_floor = run->predictor->score_floor,
        .shard_index = s->shard_index,
        .shard_count = s->shard_count,
        .budget = s->budget,
        .until_decided = s->until_decided,
        .rule = run->rule,
        .limit = s->limit != 0 && s->limit < ds->n ? s->limit : ds->n,
        .f64 = s->f64,
    };
}

mltest_status mlt_run_records_make(mlt_run_records *records, const mltest_run *run,
                                   mltest_error **error)
{
    const mltest_suite *suite = run->suite;
    memset(records, 0, sizeof *records);
    records->ctx = run->ctx;
    TRY(check_rules(run, error));
    records->conditions = mlt_alloc_zero(run->ctx, suite->n + 1, sizeof *records->conditions);
    if (records->conditions == NULL)
        return mlt_fail_memory(error);
    for (size_t i = 0; i < suite->n; i++) {
        records->n_conditions++;
        if (fill_condition(run->ctx, &records->conditions[i], &suite->conditions[i]) != MLTEST_OK ||
            fill_changes(run, &records->conditions[i], &suite->conditions[i]) != MLTEST_OK) {
            mlt_run_records_free(records);
            return mlt_fail_memory(error);
        }
    }
    fill_run(&records->run, run);
    return MLTEST_OK;
}

void mlt_run_records_free(mlt_run_records *records)
{
    mltest_context *ctx = records->ctx;
    for (size_t i = 0; i < records->n_conditions; i++) {
        mlt_jcondition *c = &records->conditions[i];
        for (size_t k = 0; k < c->n_steps; k++)
            mlt_free(ctx, c->steps[k].params);
        mlt_free(ctx, c->steps);
        mlt_free(ctx, c->changes);
    }
    mlt_free(ctx, records->conditions);
    memset(records, 0, sizeof *records);
}
