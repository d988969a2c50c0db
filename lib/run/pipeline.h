/* SPDX-License-Identifier: MIT */
/*
 * The running parts of a run. Two rings bound its memory: *slots* hold perturbed pictures, one per
 * entry in flight; *stages* hold decoded samples until all their entries are journaled. How many
 * entries a batch may span depends on the batch size only, so that batches are the same for any
 * number of threads; how many batches are in flight follows the threads, so that memory does.
 */
#ifndef MLT_RUN_PIPELINE_H
#define MLT_RUN_PIPELINE_H

#include "journal/writer.h"
#include "perturb/condition.h"
#include "run/plan.h"

#include <pthread.h>

typedef enum { MLT_STAGE_EMPTY, MLT_STAGE_LOADING, MLT_STAGE_LOADED } mlt_stage_state;

/* A sample in flight. */
typedef struct {
    size_t index; /* which plan sample this stage serves now, or next */
    mlt_stage_state state;
    mlt_image image;
    mlt_tags tags;
    uint64_t hash;
    mltest_error *error;    /* why it could not be loaded; NULL if it was */
    mlt_joutcome *outcomes; /* one per condition of the suite */
    uint32_t n_left;        /* entries not settled yet */
} mlt_stage;

typedef enum { MLT_SLOT_FREE, MLT_SLOT_BUSY, MLT_SLOT_FOR_MAIN, MLT_SLOT_READY } mlt_slot_state;

/* An entry in flight. */
typedef struct {
    mlt_slot_state state;
    mlt_stage *stage;
    uint32_t condition;
    mlt_perturbed made;
    mltest_error *error; /* why it could not be perturbed */
    mlt_answer answer;   /* in memory of the predictor's context */
} mlt_slot;

/* Pictures that one predict call gets: slots of consecutive entries that have a question. */
typedef struct {
    mlt_slot **slots;
    mlt_question *questions;
    size_t n;
    bool taken, finished;
    mltest_status status;
    mltest_error *error;
    int64_t ns;
} mlt_batch;

typedef struct {
    mltest_run *run;
    const mlt_plan *plan;
    mlt_journal_writer *writer;
    int32_t *class_map; /* of the predictor's context, too */
    size_t n_class_map;
    size_t batch_size, n_batches; /* n_batches predict calls may be under way at once */
    size_t batch_span;            /* entries, asked or not, that one batch may reach over */
    mlt_batch *batches;
    size_t n_formed; /* batches that wait for, or are in, a predict call */
    mlt_slot *slots;
    size_t n_slots;
    mlt_stage *stages;
    size_t n_stages;
    mlt_image *spare_images; /* of stages that are done, for the next: room for n_stages */
    size_t n_spare_images;
    mlt_scratch **scratches; /* working memory that no thread uses now */
    size_t n_scratches, n_all_scratches;
    pthread_mutex_t lock;
    pthread_cond_t work, ready; /* for workers; for the coordinator */
    pthread_t *threads;
    size_t n_threads;
    bool stop;
    /* the cursor from which workers take entries, in order */
    uint64_t next_entry;
    size_t next_sample;
    uint32_t next_in_sample;
    /* the coordinator's place */
    uint64_t head;     /* the next entry to look at */
    uint64_t consumed; /* entries whose slots are free again */
    size_t next_write; /* the next plan sample to be journaled */
    /* of the samples that were written */
    uint64_t n_judged, n_judged_failed;
    char last_failure[256];
} mlt_pipeline;

/* pipeline.c */
mltest_status mlt_pipeline_make(mlt_pipeline *p, mltest_run *run, const mlt_plan *plan,
                                mlt_journal_writer *writer, mltest_error **error);
mltest_status mlt_pipeline_start(mlt_pipeline *p, mltest_error **error);
void mlt_pipeline_free(mlt_pipeline *p);

/* work.c: does one piece of work if there is any; the lock is not held by the caller. */
bool mlt_pipeline_work_one(mlt_pipeline *p, bool is_main);
/* Body of a worker thread. */
void *mlt_pipeline_worker(void *pipeline);
/* Perturbs an entry that workers left to the coordinator. */
void mlt_pipeline_perturb(mlt_pipeline *p, mlt_slot *slot);
void mlt_pipeline_run_batch(mlt_pipeline *p, mlt_batch *batch);

/* settle.c: from answers to journaled samples; the coordinator's. */
/* For a slot without a question: a skip, or a failure to load or perturb. */
mltest_status mlt_pipeline_settle_unasked(mlt_pipeline *p, mlt_slot *slot, mltest_error **error);
mltest_status mlt_pipeline_settle_batch(mlt_pipeline *p, mlt_batch *batch, mltest_error **error);
mltest_status mlt_pipeline_write_finished(mlt_pipeline *p, mltest_error **error);
/* Whether the model is to be asked about a prepared slot. */
bool mlt_slot_has_question(const mlt_pipeline *p, const mlt_slot *slot);
/* Frees what an outcome in flight owns and makes it empty. Predictions are still in memory of the
 * predictor's context; the rest is in the run's. */
void mlt_outcome_clear(const mltest_run *run, mlt_joutcome *outcome);

/* coordinate.c: runs the whole plan. */
mltest_status mlt_pipeline_coordinate(mlt_pipeline *p, mltest_error **error);

#endif
