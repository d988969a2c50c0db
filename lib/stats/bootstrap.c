/* SPDX-License-Identifier: MIT */
#include "stats/bootstrap.h"

#include "base/alloc.h"
#include "base/checked.h"
#include "base/pool.h"
#include "stats/resample.h"

#include <math.h>
#include <stdatomic.h>
#include <string.h>

/* Evaluation 0 is the sample itself; then come the draws, then the jackknife's blocks. */
typedef struct {
    mltest_context *ctx;
    const mlt_statistic *statistic;
    mlt_bootstrap *out;
    uint64_t seed;
    size_t n_evaluations;
    _Atomic size_t next;
    struct worker *workers;
} job;

typedef struct worker {
    double *weights, *values;
    mltest_status status;
    mltest_error *error;
} worker;

static void weigh(const job *j, size_t at, double *weights)
{
    size_t n = j->statistic->n_groups;
    if (at == 0)
        mlt_jackknife_weights(1, 1, weights, n); /* leaves out none */
    else if (at <= j->out->n_draws)
        mlt_resample_weights(j->seed, (uint32_t)(at - 1), weights, n);
    else
        mlt_jackknife_weights(at - 1 - j->out->n_draws, j->out->n_blocks, weights, n);
}

static void keep(const job *j, size_t at, const double *values)
{
    mlt_bootstrap *out = j->out;
    for (size_t v = 0; v < out->n_values; v++) {
        if (at == 0)
            out->point[v] = values[v];
        else if (at <= out->n_draws)
            out->draws[v * out->n_draws + at - 1] = values[v];
        else
            out->jackknife[v * out->n_blocks + at - 1 - out->n_draws] = values[v];
    }
}

/* Takes evaluations while there are any. After a failure nobody takes more. */
static mltest_status work(job *j, worker *w, void *workspace)
{
    const mlt_statistic *s = j->statistic;
    for (size_t at = j->next++; at < j->n_evaluations; at = j->next++) {
        weigh(j, at, w->weights);
        mltest_status status = s->evaluate(s->data, workspace, w->weights, w->values, &w->error);
        if (status != MLTEST_OK) {
            j->next = j->n_evaluations;
            return status;
        }
        keep(j, at, w->values);
    }
    return MLTEST_OK;
}

static void run_worker(void *data, size_t i)
{
    job *j = data;
    worker *w = &j->workers[i];
    const mlt_statistic *s = j->statistic;
    void *workspace = NULL;
    if (s->open)
        w->status = s->open(s->data, &workspace, &w->error);
    if (w->status == MLTEST_OK)
        w->status = work(j, w, workspace);
    else
        j->next = j->n_evaluations;
    if (s->close && workspace)
        s->close(s->data, workspace);
}

static mltest_status make_workers(job *j, size_t n, mltest_error **error)
{
    const mlt_statistic *s = j->statistic;
    j->workers = mlt_alloc_zero(j->ctx, n, sizeof *j->workers);
    if (!j->workers)
        return mlt_fail_memory(error);
    for (size_t i = 0; i < n; i++) {
        worker *w = &j->workers[i];
        w->weights = mlt_alloc_zero(j->ctx, s->n_groups, sizeof(double));
        w->values = mlt_alloc_zero(j->ctx, s->n_values, sizeof(double));
        if (!w->weights || !w->values)
            return mlt_fail_memory(error);
    }
    return MLTEST_OK;
}

/* The first failure is handed on. */
static mltest_status end_workers(job *j, size_t n, mltest_error **error)
{
    mltest_status status = MLTEST_OK;
    for (size_t i = 0; j->workers && i < n; i++) {
        worker *w = &j->workers[i];
        if (status == MLTEST_OK && w->status != MLTEST_OK) {
            status = w->status;
            if (error) {
                mlt_error_clear(error);
                *error = w->error;
                w->error = NULL;
            }
        }
        mlt_error_free(w->error);
        mlt_free(j->ctx, w->weights);
        mlt_free(j->ctx, w->values);
    }
    mlt_free(j->ctx, j->workers);
    return status;
}

static mltest_status run(job *j, size_t n_threads, mltest_error **error)
{
    size_t n = n_threads ? n_threads : mlt_thread_count(j->ctx);
    mltest_status made = make_workers(j, n, error);
    if (made == MLTEST_OK)
        mlt_parallel(j->ctx, n_threads, n, run_worker, j);
    mltest_status worked = end_workers(j, n, error);
    return made != MLTEST_OK ? made : worked;
}

/* Rows of n values, all NaN. */
static double *rows(mltest_context *ctx, size_t n_values, size_t n)
{
    size_t total;
    if (!mlt_mul_size(n_values, n, &total))
        return NULL;
    double *out = mlt_alloc_zero(ctx, total, sizeof *out);
    for (size_t i = 0; out && i < total; i++)
        out[i] = NAN;
    return out;
}

static mltest_status make_room(mlt_bootstrap *out, mltest_context *ctx, mltest_error **error)
{
    out->point = rows(ctx, out->n_values, 1);
    out->draws = rows(ctx, out->n_values, out->n_draws);
    out->jackknife = rows(ctx, out->n_values, out->n_blocks);
    return out->point && out->draws && out->jackknife ? MLTEST_OK : mlt_fail_memory(error);
}

mltest_status mlt_bootstrap_run(mlt_bootstrap *out, mltest_context *ctx,
                                const mlt_statistic *statistic,
                                const mlt_bootstrap_options *options, mltest_error **error)
{
    const mlt_bootstrap_options defaults = {0};
    const mlt_bootstrap_options *o = options ? options : &defaults;
    size_t n_groups = statistic->n_groups;
    memset(out, 0, sizeof *out);
    if (n_groups > UINT32_MAX || o->n_draws >= UINT32_MAX)
        return mlt_fail(error, MLTEST_ERR_INVALID, "at most %u groups and draws", UINT32_MAX - 1);
    out->n_values = statistic->n_values;
    out->n_draws = o->n_draws ? o->n_draws : MLT_BOOTSTRAP_DRAWS;
    if (o->jackknife)
        out->n_blocks = n_groups < MLT_JACKKNIFE_BLOCKS ? n_groups : MLT_JACKKNIFE_BLOCKS;
    job j = {.ctx = ctx,
             .statistic = statistic,
             .out = out,
             .seed = o->seed,
             .n_evaluations = 1 + out->n_draws + out->n_blocks};
    mltest_status status = make_room(out, ctx, error);
    if (status == MLTEST_OK && n_groups > 0)
        status = run(&j, o->n_threads, error);
    if (status != MLTEST_OK)
        mlt_bootstrap_free(ctx, out);
    return status;
}

void mlt_bootstrap_free(mltest_context *ctx, mlt_bootstrap *bootstrap)
{
    mlt_free(ctx, bootstrap->point);
    mlt_free(ctx, bootstrap->draws);
    mlt_free(ctx, bootstrap->jackknife);
    memset(bootstrap, 0, sizeof *bootstrap);
}
