/* SPDX-License-Identifier: MIT */
/*
 * The coordinator: walks the entries in canonical order, forms batches, asks the model, settles.
 */
#include "base/context.h"
#include "base/error.h"
#include "base/fpenv.h"
#include "run/pipeline.h"

#include <time.h>

/* Waits up to 50 ms for something to become ready; the lock is held. */
static void wait_a_little(mlt_pipeline *p)
{
    struct timespec until;
    clock_gettime(CLOCK_MONOTONIC, &until);
    until.tv_nsec += 50 * 1000 * 1000;
    if (until.tv_nsec >= 1000000000) {
        until.tv_nsec -= 1000000000;
        until.tv_sec++;
    }
    pthread_cond_timedwait(&p->ready, &p->lock, &until);
}

static mltest_status stopped(mlt_pipeline *p, mltest_error **error)
{
    if (!mlt_run_should_stop(p->run))
        return MLTEST_OK;
    return mlt_fail(error, MLTEST_ERR_CANCELLED,
                    "the run was cancelled; its journal keeps what was done and can be resumed");
}

static void pool_task(void *pipeline, size_t i)
{
    (void)i;
    fenv_t saved;
    mlt_fpenv_enter(&saved);
    while (mlt_pipeline_work_one(pipeline, false))
        ;
    mlt_fpenv_leave(&saved);
}

/* Without own worker threads: works itself, or lets the host's threads work. */
static bool work_here(mlt_pipeline *p)
{
    void *data;
    const mltest_pool *pool = mlt_context_pool(p->run->ctx, &data);
    if (pool != NULL && pool->concurrency > 1 && p->run->settings.threads != 0)
        pool->run(data, (size_t)pool->concurrency, pool_task, p);
    return mlt_pipeline_work_one(p, true);
}

static bool is_prepared(const mlt_slot *slot)
{
    return slot->state == MLT_SLOT_READY || slot->state == MLT_SLOT_FOR_MAIN;
}

/* Something for the coordinator to do while the slot at the head is not ready. */
static void help(mlt_pipeline *p, const mlt_slot *slot)
{
    bool main_loads = !p->run->dataset->source->any_thread;
    if ((p->n_threads == 0 || main_loads) && work_here(p))
        return;
    pthread_mutex_lock(&p->lock);
    if (!is_prepared(slot))
        wait_a_little(p);
    pthread_mutex_unlock(&p->lock);
}

/* The slot of the entry at the head, once it is ready. */
static mltest_status await_head(mlt_pipeline *p, mlt_slot **out, mltest_error **error)
{
    mlt_slot *slot = &p->slots[p->head % p->n_slots];
    for (;;) {
        TRY(stopped(p, error));
        pthread_mutex_lock(&p->lock);
        mlt_slot_state state = slot->state;
        pthread_mutex_unlock(&p->lock);
        if (state == MLT_SLOT_READY)
            break;
        if (state == MLT_SLOT_FOR_MAIN) {
            mlt_pipeline_perturb(p, slot);
            break;
        }
        help(p, slot);
    }
    *out = slot;
    return MLTEST_OK;
}

/* The first entry of a sample tells how many are to come. */
static void note_sample(mlt_pipeline *p, const mlt_slot *slot)
{
    const mlt_plan_sample *sample = &p->plan->samples[slot->stage->index];
    if (p->head == sample->first_entry)
        slot->stage->n_left = sample->n_entries;
}

/* Collects questions until the batch is full, its span is, or the plan ends. */
static mltest_status form_batch(mlt_pipeline *p, mlt_batch *batch, mltest_error **error)
{
    batch->n = 0;
    batch->taken = batch->finished = false;
    uint64_t end = p->head + p->batch_span;
    if (end > p->plan->n_entries)
        end = p->plan->n_entries;
    while (batch->n < p->batch_size && p->head < end) {
        mlt_slot *slot;
        TRY(await_head(p, &slot, error));
        note_sample(p, slot);
        if (mlt_slot_has_question(p, slot))
            batch->slots[batch->n++] = slot;
        else
            TRY(mlt_pipeline_settle_unasked(p, slot, error));
        p->head++;
    }
    return MLTEST_OK;
}

static bool all_finished(const mlt_pipeline *p)
{
    for (size_t i = 0; i < p->n_formed; i++) {
        if (!p->batches[i].finished)
            return false;
    }
    return true;
}

/* Lets workers ask the model, and reports progress meanwhile. */
static void predict_on_workers(mlt_pipeline *p)
{
    pthread_mutex_lock(&p->lock);
    pthread_cond_broadcast(&p->work);
    while (!all_finished(p)) {
        wait_a_little(p);
        pthread_mutex_unlock(&p->lock);
        (void)mlt_run_should_stop(p->run); /* a call in progress is awaited all the same */
        pthread_mutex_lock(&p->lock);
    }
    pthread_mutex_unlock(&p->lock);
}

static void predict(mlt_pipeline *p, size_t n_formed)
{
    bool on_workers =
        p->n_threads > 0 && (p->run->predictor->vtable.flags & MLTEST_FLAG_ANY_THREAD) != 0;
    pthread_mutex_lock(&p->lock);
    p->n_formed = on_workers ? n_formed : 0;
    pthread_mutex_unlock(&p->lock);
    if (on_workers) {
        predict_on_workers(p);
    } else {
        for (size_t i = 0; i < n_formed; i++)
            mlt_pipeline_run_batch(p, &p->batches[i]);
    }
    pthread_mutex_lock(&p->lock);
    p->n_formed = 0;
    pthread_mutex_unlock(&p->lock);
}

/* Gives all slots before the head back to the workers. */
static void release_slots(mlt_pipeline *p)
{
    pthread_mutex_lock(&p->lock);
    for (; p->consumed < p->head; p->consumed++)
        p->slots[p->consumed % p->n_slots].state = MLT_SLOT_FREE;
    pthread_cond_broadcast(&p->work);
    pthread_mutex_unlock(&p->lock);
}

/* One round: up to n_batches predict calls at once. */
static mltest_status round_of_batches(mlt_pipeline *p, mltest_error **error)
{
    size_t n = 0;
    for (; n < p->n_batches; n++) {
        TRY(form_batch(p, &p->batches[n], error));
        if (p->batches[n].n == 0)
            break;
    }
    TRY(stopped(p, error));
    predict(p, n);
    for (size_t i = 0; i < n; i++)
        TRY(mlt_pipeline_settle_batch(p, &p->batches[i], error));
    release_slots(p);
    return mlt_pipeline_write_finished(p, error);
}

mltest_status mlt_pipeline_coordinate(mlt_pipeline *p, mltest_error **error)
{
    while (p->head < p->plan->n_entries)
        TRY(round_of_batches(p, error));
    return MLTEST_OK;
}
