/* SPDX-License-Identifier: MIT */
#include "run/run.h"

#include "base/alloc.h"
#include "base/clock.h"
#include "base/context.h"
#include "base/error.h"
#include "base/fpenv.h"
#include "base/number.h"
#include "base/pool.h"
#include "run/pipeline.h"

#include <string.h>

/* "i/n" with i < n. */
static mltest_status read_shard(mlt_run_settings *s, const char *text, mltest_error **error)
{
    const char *slash = strchr(text, '/');
    if (slash == NULL || !mlt_parse_u64(text, (size_t)(slash - text), &s->shard_index) ||
        !mlt_parse_u64(slash + 1, strlen(slash + 1), &s->shard_count) || s->shard_count == 0 ||
        s->shard_count > 1000000 || s->shard_index >= s->shard_count)
        return mlt_fail(error, MLTEST_ERR_INVALID,
                        "shard '%s': expected i/n with 0 <= i < n, such as 0/3", text);
    return MLTEST_OK;
}

static mltest_status read_settings(mlt_run_settings *s, const mltest_predictor *predictor,
                                   const mltest_options *options, mltest_error **error)
{
    const mlt_option_table *table = &mlt_run_options;
    TRY(mlt_options_expect(options, table, error));
    const char *numbers = mlt_options_string(options, table, "numbers");
    s->f64 = strcmp(numbers, "f64") == 0;
    if (!s->f64 && strcmp(numbers, "f32") != 0)
        return mlt_fail(error, MLTEST_ERR_INVALID, "numbers '%s': expected f32 or f64", numbers);
    s->seed = (uint64_t)mlt_options_int(options, table, "seed");
    s->limit = (uint64_t)mlt_options_int(options, table, "limit");
    s->resume = mlt_options_bool(options, table, "resume");
    s->timing = mlt_options_bool(options, table, "timing");
    s->max_failures = mlt_options_double(options, table, "max_failures");
    s->budget = (uint64_t)mlt_options_int(options, table, "budget");
    s->until_decided = mlt_options_bool(options, table, "until_decided");
    int64_t threads = mlt_options_int(options, table, "threads");
    s->threads = threads > 0 ? (size_t)threads : mlt_cpu_count();
    uint64_t most = predictor->vtable.max_batch == 0 ? 1 : predictor->vtable.max_batch;
    int64_t batch = mlt_options_int(options, table, "batch");
    if (most > 4096)
        most = 4096;
    s->batch = batch > 0 && (uint64_t)batch < most ? (size_t)batch : (size_t)most;
    TRY(read_shard(s, mlt_options_string(options, table, "shard"), error));
    if (s->shard_count > 1 && (s->budget > 0 || s->until_decided))
        return mlt_fail(error, MLTEST_ERR_UNSUPPORTED,
                        "shard: a run with a budget, or until decided, is not divided: what it "
                        "asks follows from all samples");
    return MLTEST_OK;
}

mltest_status mlt_run_make(mltest_run **out, mltest_context *ctx, mltest_dataset *dataset,
                           mltest_predictor *predictor, mltest_suite *suite,
                           const mltest_options *options, mltest_error **error)
{
    mlt_run_settings settings = {.seed = 0};
    TRY(read_settings(&settings, predictor, options, error));
    mltest_run *run = mlt_alloc_zero(ctx, 1, sizeof *run);
    if (run == NULL)
        return mlt_fail_memory(error);
    run->refs = 1;
    run->ctx = mlt_context_ref(ctx);
    run->dataset = mlt_dataset_ref(dataset);
    run->predictor = mlt_predictor_ref(predictor);
    run->suite = mlt_suite_ref(suite);
    run->settings = settings;
    *out = run;
    return MLTEST_OK;
}

void mlt_run_unref(mltest_run *run)
{
    if (run == NULL || --run->refs > 0)
        return;
    mltest_context *ctx = run->ctx;
    mlt_suite_unref(run->suite);
    mlt_predictor_unref(run->predictor);
    mlt_dataset_unref(run->dataset);
    mlt_free(ctx, run);
    mlt_context_unref(ctx);
}

const mlt_classes *mlt_run_classes(const mltest_run *run)
{
    return run->dataset->classes.n > 0 ? &run->dataset->classes : &run->predictor->classes;
}

bool mlt_run_should_stop(mltest_run *run)
{
    const mlt_run_counters *c = &run->counters;
    if (run->progress != NULL && !run->cancelled &&
        run->progress(run->progress_data, c->done, c->wanted, c->failed) != MLTEST_CALLBACK_DONE)
        run->cancelled = 1;
    return run->cancelled != 0;
}

static int idle(void *run)
{
    return mlt_run_should_stop(run) ? 1 : 0;
}

/* Tells a built-in predictor what it is about to serve. */
static mltest_status begin_predictor(mltest_run *run, mltest_error **error)
{
    mltest_predictor *predictor = run->predictor;
    if (predictor->hooks.set_idle != NULL)
        predictor->hooks.set_idle(predictor->user_data, idle, run);
    return run->is_begun ? MLTEST_OK : mlt_predictor_begin(predictor, run->dataset, error);
}

/* The predictor may outlive the run. */
static void end_predictor(mltest_run *run)
{
    mltest_predictor *predictor = run->predictor;
    if (predictor->hooks.set_idle != NULL)
        predictor->hooks.set_idle(predictor->user_data, NULL, NULL);
}

static mltest_status run_plan(mltest_run *run, mlt_journal_writer *writer, const mlt_plan *plan,
                              mltest_error **error)
{
    mlt_pipeline p;
    size_t unmatched = 0;
    mltest_status status = mlt_pipeline_make(&p, run, plan, writer, error);
    if (status == MLTEST_OK)
        status = mlt_predictor_class_map(run->predictor, mlt_run_classes(run), &p.class_map,
                                         &p.n_class_map, &unmatched, error);
    if (status == MLTEST_OK && mlt_context_pool(run->ctx, &(void *){NULL}) == NULL)
        status = mlt_pipeline_start(&p, error);
    if (status == MLTEST_OK)
        status = mlt_pipeline_coordinate(&p, error);
    mlt_pipeline_free(&p);
    if (unmatched > 0)
        mlt_log(run->ctx, MLTEST_LOG_WARNING,
                "%zu of the predictor's classes are not in the data set; their answers are dropped",
                unmatched);
    return status;
}

static mltest_status run_with_writer(mltest_run *run, mlt_journal_writer *writer,
                                     mltest_error **error)
{
    mlt_plan plan;
    uint64_t first, last;
    mlt_plan_range(run, &first, &last);
    TRY(mlt_plan_make(&plan, run, writer, error));
    mlt_run_counters *c = &run->counters;
    c->samples = last - first;
    c->conditions = run->suite->n;
    c->wanted = run->choice.wants == NULL ? c->samples * c->conditions : plan.n_entries;
    c->resumed = c->wanted - plan.n_entries;
    c->done = c->resumed;
    mltest_status status = run_plan(run, writer, &plan, error);
    mlt_plan_free(&plan);
    return status;
}

static mltest_status execute(mltest_run *run, const char *path, mltest_error **error)
{
    mlt_run_records records;
    mlt_journal_writer *writer = NULL;
    TRY(begin_predictor(run, error));
    TRY(mlt_run_records_make(&records, run, error));
    mltest_status status = mlt_journal_writer_open(
        &writer, run->ctx, path, run->settings.resume ? MLT_WRITER_RESUME : MLT_WRITER_NEW,
        run->settings.timing, &records.run, records.conditions, records.n_conditions, error);
    if (status == MLTEST_OK) {
        status = run_with_writer(run, writer, error);
        /* The first failure is the one to report; closing keeps what was written either way. */
        mltest_status closed = mlt_journal_writer_close(
            writer, status == MLTEST_OK && !run->is_unfinished, status == MLTEST_OK ? error : NULL);
        status = status == MLTEST_OK ? closed : status;
    }
    mlt_run_records_free(&records);
    return status;
}

mltest_status mlt_run_execute(mltest_run *run, const char *path, mltest_error **error)
{
    if (run->executed++ != 0)
        return mlt_fail(error, MLTEST_ERR_INVALID, "a run can be executed once");
    int64_t start = mlt_clock_ns();
    fenv_t saved;
    mlt_fpenv_enter(&saved);
    mltest_status status = execute(run, path, error);
    end_predictor(run);
    mlt_fpenv_leave(&saved);
    run->counters.ns_total = (uint64_t)(mlt_clock_ns() - start);
    return status;
}

mltest_status mlt_run_counter(const mltest_run *run, const char *name, uint64_t *value)
{
    const mlt_run_counters *c = &run->counters;
    const mlt_answer_oddities *o = &c->oddities;
    const struct {
        const char *name;
        uint64_t value;
    } all[] = {
        {"samples", c->samples},       {"conditions", c->conditions},
        {"wanted", c->wanted},         {"done", c->done},
        {"resumed", c->resumed},       {"answered", c->answered},
        {"failed", c->failed},         {"skipped", c->skipped},
        {"ns_decode", c->ns_decode},   {"ns_perturb", c->ns_perturb},
        {"ns_predict", c->ns_predict}, {"ns_journal", c->ns_journal},
        {"ns_total", c->ns_total},     {"not_finite", o->not_finite},
        {"no_area", o->no_area},       {"bad_score", o->bad_score},
        {"outside", o->outside},       {"unknown_class", o->unknown_class},
    };
    for (size_t i = 0; i < sizeof all / sizeof all[0]; i++) {
        if (strcmp(all[i].name, name) == 0) {
            *value = all[i].value;
            return MLTEST_OK;
        }
    }
    return MLTEST_ERR_NOT_FOUND;
}
