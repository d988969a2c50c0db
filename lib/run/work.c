/* SPDX-License-Identifier: MIT */
/*
 * What worker threads do: load samples, perturb them, and ask models that may be asked anywhere.
 */
#include "base/clock.h"
#include "base/context.h"
#include "base/error.h"
#include "base/fpenv.h"
#include "measure/measure.h"
#include "perturb/host.h"
#include "perturb/scratch.h"
#include "run/pipeline.h"

typedef enum { JOB_NONE, JOB_LOAD, JOB_PERTURB, JOB_PREDICT } job_type;

typedef struct {
    job_type type;
    mlt_stage *stage;
    mlt_slot *slot;
    mlt_batch *batch;
} job;

static bool any_thread_predicts(const mlt_pipeline *p)
{
    return (p->run->predictor->vtable.flags & MLTEST_FLAG_ANY_THREAD) != 0;
}

/* A condition with a host's step that only the coordinating thread may call. */
static bool is_for_main(const mlt_pipeline *p, uint32_t condition)
{
    const mlt_condition *c = &p->run->suite->conditions[condition];
    for (size_t i = 0; i < c->n_steps; i++) {
        if (c->steps[i].host != NULL && !mlt_host_kind_any_thread(c->steps[i].host))
            return true;
    }
    return false;
}

/* The stage of a plan sample, or NULL while an earlier sample still uses it. */
static mlt_stage *stage_of(mlt_pipeline *p, size_t sample)
{
    if (sample >= p->plan->n_samples)
        return NULL;
    mlt_stage *stage = &p->stages[sample % p->n_stages];
    return stage->index == sample ? stage : NULL;
}

static bool in_window(const mlt_pipeline *p, uint64_t entry)
{
    return entry < p->plan->n_entries && entry < p->consumed + p->n_slots;
}

static job load_job(mlt_pipeline *p, size_t sample, bool is_main)
{
    mlt_stage *stage = stage_of(p, sample);
    if (stage == NULL || stage->state != MLT_STAGE_EMPTY ||
        !in_window(p, p->plan->samples[sample].first_entry) ||
        (!is_main && !p->run->dataset->source->any_thread))
        return (job){.type = JOB_NONE};
    stage->state = MLT_STAGE_LOADING;
    return (job){.type = JOB_LOAD, .stage = stage};
}

/* Takes the entry under the cursor, whose sample is loaded, and moves the cursor on. */
static mlt_slot *take_entry(mlt_pipeline *p, mlt_stage *stage)
{
    const mlt_plan_sample *sample = &p->plan->samples[p->next_sample];
    mlt_slot *slot = &p->slots[p->next_entry % p->n_slots];
    slot->stage = stage;
    slot->condition = p->plan->conditions[p->next_entry];
    slot->state = MLT_SLOT_BUSY;
    p->next_entry++;
    if (++p->next_in_sample == sample->n_entries) {
        p->next_sample++;
        p->next_in_sample = 0;
    }
    return slot;
}

static job entry_job(mlt_pipeline *p, bool is_main)
{
    while (in_window(p, p->next_entry)) {
        mlt_stage *stage = stage_of(p, p->next_sample);
        if (stage == NULL)
            break;
        if (stage->state == MLT_STAGE_EMPTY)
            return load_job(p, p->next_sample, is_main);
        if (stage->state == MLT_STAGE_LOADING)
            return load_job(p, p->next_sample + 1, is_main); /* rather than wait: the one after */
        mlt_slot *slot = take_entry(p, stage);
        if (is_main || !is_for_main(p, slot->condition))
            return (job){.type = JOB_PERTURB, .slot = slot};
        slot->state = MLT_SLOT_FOR_MAIN;
        pthread_cond_signal(&p->ready);
    }
    return (job){.type = JOB_NONE};
}

static job next_job(mlt_pipeline *p, bool is_main)
{
    for (size_t i = 0; any_thread_predicts(p) && i < p->n_formed; i++) {
        if (!p->batches[i].taken) {
            p->batches[i].taken = true;
            return (job){.type = JOB_PREDICT, .batch = &p->batches[i]};
        }
    }
    return entry_job(p, is_main);
}

/* Gives a stage the memory of a picture that is done with. */
static void reuse_image(mlt_pipeline *p, mlt_stage *stage)
{
    pthread_mutex_lock(&p->lock);
    if (p->n_spare_images > 0) {
        mlt_image_free(&stage->image);
        stage->image = p->spare_images[--p->n_spare_images];
    }
    pthread_mutex_unlock(&p->lock);
}

static mltest_status load(mlt_pipeline *p, mlt_stage *stage)
{
    mltest_dataset *ds = p->run->dataset;
    uint64_t ordinal = p->plan->samples[stage->index].ordinal;
    const mltest_sample *sample = &ds->samples[ordinal];
    mltest_error **error = &stage->error;
    reuse_image(p, stage);
    TRY(mlt_tags_copy(p->run->ctx, &stage->tags, &sample->tags, error));
    TRY(mlt_dataset_load(ds, ordinal, &stage->image, error));
    mltest_image_view view = mlt_image_view(&stage->image);
    stage->hash = mlt_view_hash(&view);
    return mlt_measure(p->run->ctx, &view, &sample->truths, sample->labelled, &stage->tags, error);
}

/* Working memory for one perturbation; NULL when a host's pool runs more tasks than it said. */
static mlt_scratch *borrow_scratch(mlt_pipeline *p)
{
    pthread_mutex_lock(&p->lock);
    mlt_scratch *scratch = p->n_scratches > 0 ? p->scratches[--p->n_scratches] : NULL;
    pthread_mutex_unlock(&p->lock);
    return scratch != NULL ? scratch : mlt_scratch_new(p->run->ctx);
}

static void return_scratch(mlt_pipeline *p, mlt_scratch *scratch)
{
    pthread_mutex_lock(&p->lock);
    bool room = p->n_scratches < p->n_all_scratches;
    if (room)
        p->scratches[p->n_scratches++] = scratch;
    pthread_mutex_unlock(&p->lock);
    if (!room)
        mlt_scratch_free(scratch);
}

void mlt_pipeline_perturb(mlt_pipeline *p, mlt_slot *slot)
{
    const mlt_stage *stage = slot->stage;
    const mltest_run *run = p->run;
    const mltest_sample *sample = &run->dataset->samples[p->plan->samples[stage->index].ordinal];
    if (stage->error != NULL)
        return;
    mltest_image_view view = mlt_image_view(&stage->image);
    slot->made.scratch = borrow_scratch(p);
    if (slot->made.scratch == NULL) {
        mlt_fail_memory(&slot->error);
        return;
    }
    (void)mlt_condition_apply(&run->suite->conditions[slot->condition], &view, &sample->truths,
                              run->settings.seed, sample->id, &slot->made,
                              &slot->error); /* the error object says how it went */
    return_scratch(p, slot->made.scratch);
    slot->made.scratch = NULL;
}

void mlt_pipeline_run_batch(mlt_pipeline *p, mlt_batch *batch)
{
    int64_t start = mlt_clock_ns();
    for (size_t i = 0; i < batch->n; i++) {
        mlt_slot *slot = batch->slots[i];
        batch->questions[i] = (mlt_question){
            .view = mlt_image_view(&slot->made.image),
            .sample_id = p->run->dataset->samples[p->plan->samples[slot->stage->index].ordinal].id,
            .condition = p->run->suite->conditions[slot->condition].name,
            .answer = &slot->answer,
        };
    }
    batch->status = mlt_predict(p->run->predictor, batch->questions, batch->n, p->class_map,
                                p->n_class_map, &batch->error);
    batch->ns = mlt_clock_ns() - start;
}

static void perform(mlt_pipeline *p, job j)
{
    if (j.type == JOB_LOAD)
        (void)load(p, j.stage); /* stage->error says how it went */
    else if (j.type == JOB_PERTURB)
        mlt_pipeline_perturb(p, j.slot);
    else
        mlt_pipeline_run_batch(p, j.batch);
}

/* Publishes what was done; the lock is held. */
static void publish(mlt_pipeline *p, job j, int64_t ns)
{
    mlt_run_counters *counters = &p->run->counters;
    if (j.type == JOB_LOAD) {
        j.stage->state = MLT_STAGE_LOADED;
        counters->ns_decode += (uint64_t)ns;
    } else if (j.type == JOB_PERTURB) {
        j.slot->state = MLT_SLOT_READY;
        counters->ns_perturb += (uint64_t)ns;
    } else {
        j.batch->finished = true;
    }
    pthread_cond_broadcast(&p->work);
    pthread_cond_signal(&p->ready);
}

/* The lock is held at entry and exit, not during the work itself. */
static bool work_locked(mlt_pipeline *p, bool is_main)
{
    job j = next_job(p, is_main);
    if (j.type == JOB_NONE)
        return false;
    pthread_mutex_unlock(&p->lock);
    int64_t start = mlt_clock_ns();
    perform(p, j);
    int64_t ns = mlt_clock_ns() - start;
    pthread_mutex_lock(&p->lock);
    publish(p, j, ns);
    return true;
}

bool mlt_pipeline_work_one(mlt_pipeline *p, bool is_main)
{
    pthread_mutex_lock(&p->lock);
    bool worked = work_locked(p, is_main);
    pthread_mutex_unlock(&p->lock);
    return worked;
}

void *mlt_pipeline_worker(void *pipeline)
{
    mlt_pipeline *p = pipeline;
    fenv_t ignored;
    mlt_fpenv_enter(&ignored);
    pthread_mutex_lock(&p->lock);
    while (!p->stop) {
        if (!work_locked(p, false))
            pthread_cond_wait(&p->work, &p->lock);
    }
    pthread_mutex_unlock(&p->lock);
    return NULL;
}
