/* SPDX-License-Identifier: MIT */
/*
 * A run: decode → measure → perturb → predict → journal.
 *
 * The plan is the list of samples of this shard in ascending order; each has the suite's conditions
 * in order. An *entry* is one sample under one condition that is not in the journal yet. Worker
 * threads prepare entries ahead of the coordinator, which is the thread that called: it asks the
 * model in canonical order and writes each sample once it is whole. Nothing that is written depends
 * on which thread did what.
 */
#ifndef MLT_RUN_RUN_H
#define MLT_RUN_RUN_H

#include "base/options.h"
#include "dataset/dataset.h"
#include "journal/records.h"
#include "mltest/run.h"
#include "predictor/predictor.h"
#include "suite/suite.h"

#include <stdbool.h>
#include <stdint.h>

extern const mlt_option_table mlt_run_options;

/* The options, read and checked. */
typedef struct {
    uint64_t seed, limit, shard_index, shard_count;
    size_t threads; /* workers; 0 = everything on the calling thread */
    size_t batch;
    bool resume, timing, f64;
    double max_failures;
    uint64_t budget;    /* calls at most, which search/ spends in rounds; 0: all that there are */
    bool until_decided; /* search/ asks about each condition until its verdict */
} mlt_run_settings;

typedef struct {
    uint64_t samples, conditions, wanted, done, resumed, answered, failed, skipped;
    uint64_t ns_decode, ns_perturb, ns_predict, ns_journal, ns_total;
    mlt_answer_oddities oddities;
} mlt_run_counters;

/* Which entries are wanted; wants NULL: all. */
typedef struct {
    bool (*wants)(const void *data, uint64_t ordinal, size_t condition);
    const void *data;
} mlt_run_choice;

struct mltest_run {
    _Atomic uint32_t refs;
    mltest_context *ctx;
    mltest_dataset *dataset;
    mltest_predictor *predictor;
    mltest_suite *suite;
    mlt_run_settings settings;
    mlt_run_choice choice;
    mlt_jrule rule;     /* of verdicts, for runs until decided */
    bool is_begun;      /* the predictor serves an earlier round: a process is not started again */
    bool is_unfinished; /* more rounds are to come: the journal gets no end record */
    mltest_progress_fn progress;
    void *progress_data;
    _Atomic int cancelled;
    _Atomic int executed;
    mlt_run_counters counters;
};

mltest_status mlt_run_make(mltest_run **out, mltest_context *ctx, mltest_dataset *dataset,
                           mltest_predictor *predictor, mltest_suite *suite,
                           const mltest_options *options, mltest_error **error);
void mlt_run_unref(mltest_run *run);
mltest_status mlt_run_execute(mltest_run *run, const char *path, mltest_error **error);
mltest_status mlt_run_estimate(mltest_run *run, uint64_t n_samples, uint64_t *calls,
                               double *seconds, mltest_error **error);
/* MLTEST_ERR_NOT_FOUND for an unknown name. */
mltest_status mlt_run_counter(const mltest_run *run, const char *name, uint64_t *value);
/* The classes that predictions are journaled in: the data set's, or the model's own where the data
 * set has none. Valid after the predictor has begun. */
const mlt_classes *mlt_run_classes(const mltest_run *run);
/* Reports progress; true when the run should stop (asked to, or told by the progress function). */
bool mlt_run_should_stop(mltest_run *run);

#endif
