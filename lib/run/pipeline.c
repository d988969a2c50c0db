/* SPDX-License-Identifier: MIT */
#include "run/pipeline.h"

#include "base/alloc.h"
#include "base/context.h"
#include "base/error.h"
#include "perturb/scratch.h"

#include <signal.h>
#include <string.h>

enum { MOST_CALLS = 64, MORE_ENTRIES = 24 };

/* Only worker threads ask the model, so more calls than threads would wait with their pictures. */
static size_t concurrent_calls(const mltest_run *run)
{
    const mltest_predictor_vtable *v = &run->predictor->vtable;
    size_t n = run->settings.threads < MOST_CALLS ? run->settings.threads : MOST_CALLS;
    if ((v->flags & MLTEST_FLAG_ANY_THREAD) == 0 || v->max_concurrent < n)
        n = (v->flags & MLTEST_FLAG_ANY_THREAD) == 0 ? 1 : (size_t)v->max_concurrent;
    return n > 0 ? n : 1;
}

static mltest_status make_batches(mlt_pipeline *p, mltest_error **error)
{
    mltest_context *ctx = p->run->ctx;
    p->batches = mlt_alloc_zero(ctx, p->n_batches, sizeof *p->batches);
    if (p->batches == NULL)
        return mlt_fail_memory(error);
    for (size_t i = 0; i < p->n_batches; i++) {
        mlt_batch *b = &p->batches[i];
        b->slots = mlt_alloc_zero(ctx, p->batch_size, sizeof *b->slots);
        b->questions = mlt_alloc_zero(ctx, p->batch_size, sizeof *b->questions);
        if (b->slots == NULL || b->questions == NULL)
            return mlt_fail_memory(error);
    }
    return MLTEST_OK;
}

static mltest_status make_rings(mlt_pipeline *p, mltest_error **error)
{
    mltest_context *ctx = p->run->ctx;
    p->slots = mlt_alloc_zero(ctx, p->n_slots, sizeof *p->slots);
    p->stages = mlt_alloc_zero(ctx, p->n_stages, sizeof *p->stages);
    p->spare_images = mlt_alloc_zero(ctx, p->n_stages, sizeof *p->spare_images);
    if (p->slots == NULL || p->stages == NULL || p->spare_images == NULL)
        return mlt_fail_memory(error);
    for (size_t i = 0; i < p->n_slots; i++)
        mlt_perturbed_init_lent(&p->slots[i].made, ctx);
    for (size_t i = 0; i < p->n_stages; i++) {
        p->stages[i].index = i;
        mlt_image_init(&p->stages[i].image, ctx);
        p->stages[i].outcomes =
            mlt_alloc_zero(ctx, p->run->suite->n, sizeof *p->stages[i].outcomes);
        if (p->stages[i].outcomes == NULL)
            return mlt_fail_memory(error);
    }
    return MLTEST_OK;
}

/* One working memory for each thread that may perturb at once: a slot has none of its own. */
static mltest_status make_scratches(mlt_pipeline *p, mltest_error **error)
{
    void *data;
    mltest_context *ctx = p->run->ctx;
    const mltest_pool *pool = mlt_context_pool(ctx, &data);
    size_t n = p->run->settings.threads + 1;
    if (pool != NULL && pool->concurrency + 1 > n)
        n = (size_t)pool->concurrency + 1;
    p->scratches = mlt_alloc_zero(ctx, n, sizeof *p->scratches);
    if (p->scratches == NULL)
        return mlt_fail_memory(error);
    for (; p->n_all_scratches < n; p->n_scratches++) {
        p->scratches[p->n_all_scratches] = mlt_scratch_new(ctx);
        if (p->scratches[p->n_all_scratches++] == NULL)
            return mlt_fail_memory(error);
    }
    return MLTEST_OK;
}

mltest_status mlt_pipeline_make(mlt_pipeline *p, mltest_run *run, const mlt_plan *plan,
                                mlt_journal_writer *writer, mltest_error **error)
{
    memset(p, 0, sizeof *p);
    p->run = run;
    p->plan = plan;
    p->writer = writer;
    p->batch_size = run->settings.batch;
    p->n_batches = concurrent_calls(run);
    p->batch_span = p->batch_size + MORE_ENTRIES;
    p->n_slots = p->batch_span * p->n_batches + p->batch_size;
    p->n_stages = p->n_slots + 2;
    pthread_mutex_init(&p->lock, NULL);
    pthread_cond_init(&p->work, NULL);
    pthread_condattr_t monotonic;
    pthread_condattr_init(&monotonic);
    pthread_condattr_setclock(&monotonic, CLOCK_MONOTONIC);
    pthread_cond_init(&p->ready, &monotonic);
    pthread_condattr_destroy(&monotonic);
    TRY(make_batches(p, error));
    TRY(make_scratches(p, error));
    return make_rings(p, error);
}

mltest_status mlt_pipeline_start(mlt_pipeline *p, mltest_error **error)
{
    size_t wanted = p->run->settings.threads;
    if (wanted == 0)
        return MLTEST_OK;
    p->threads = mlt_alloc_zero(p->run->ctx, wanted, sizeof *p->threads);
    if (p->threads == NULL)
        return mlt_fail_memory(error);
    sigset_t all, before;
    sigfillset(&all);
    pthread_sigmask(SIG_SETMASK, &all, &before); /* the host's signals stay the host's */
    for (; p->n_threads < wanted; p->n_threads++) {
        if (pthread_create(&p->threads[p->n_threads], NULL, mlt_pipeline_worker, p) != 0)
            break; /* fewer threads, or none: the coordinator works too */
    }
    pthread_sigmask(SIG_SETMASK, &before, NULL);
    return MLTEST_OK;
}

static void join_threads(mlt_pipeline *p)
{
    pthread_mutex_lock(&p->lock);
    p->stop = true;
    pthread_cond_broadcast(&p->work);
    pthread_mutex_unlock(&p->lock);
    for (size_t i = 0; i < p->n_threads; i++)
        pthread_join(p->threads[i], NULL);
    mlt_free(p->run->ctx, p->threads);
}

static void free_slots(mlt_pipeline *p)
{
    for (size_t i = 0; p->slots != NULL && i < p->n_slots; i++) {
        mlt_perturbed_free(&p->slots[i].made);
        mltest_error_free(p->slots[i].error);
        mlt_answer_free(p->run->predictor->ctx, &p->slots[i].answer);
    }
    mlt_free(p->run->ctx, p->slots);
}

static void free_stages(mlt_pipeline *p)
{
    mltest_context *ctx = p->run->ctx;
    for (size_t i = 0; p->stages != NULL && i < p->n_stages; i++) {
        mlt_stage *stage = &p->stages[i];
        for (size_t c = 0; stage->outcomes != NULL && c < p->run->suite->n; c++)
            mlt_outcome_clear(p->run, &stage->outcomes[c]);
        mlt_image_free(&stage->image);
        mlt_tags_free(ctx, &stage->tags);
        mltest_error_free(stage->error);
        mlt_free(ctx, stage->outcomes);
    }
    mlt_free(ctx, p->stages);
    for (size_t i = 0; i < p->n_spare_images; i++)
        mlt_image_free(&p->spare_images[i]);
    mlt_free(ctx, p->spare_images);
}

void mlt_pipeline_free(mlt_pipeline *p)
{
    join_threads(p);
    free_slots(p);
    free_stages(p);
    for (size_t i = 0; p->batches != NULL && i < p->n_batches; i++) {
        mlt_free(p->run->ctx, (void *)p->batches[i].slots);
        mlt_free(p->run->ctx, p->batches[i].questions);
        mltest_error_free(p->batches[i].error);
    }
    mlt_free(p->run->ctx, p->batches);
    mlt_free(p->run->predictor->ctx, p->class_map);
    for (size_t i = 0; i < p->n_scratches; i++)
        mlt_scratch_free(p->scratches[i]);
    mlt_free(p->run->ctx, (void *)p->scratches);
    pthread_cond_destroy(&p->ready);
    pthread_cond_destroy(&p->work);
    pthread_mutex_destroy(&p->lock);
}
