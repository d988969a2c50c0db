/* SPDX-License-Identifier: MIT */
/*
 * The plan of a run: which samples and conditions are still to be done.
 */
#ifndef MLT_RUN_PLAN_H
#define MLT_RUN_PLAN_H

#include "journal/writer.h"
#include "run/run.h"

/* One sample of the plan: the first of its entries and their number. */
typedef struct {
    uint64_t ordinal;     /* in the data set */
    uint64_t first_entry; /* in mlt_plan.conditions */
    uint32_t n_entries;
} mlt_plan_sample;

typedef struct {
    mltest_context *ctx;
    mlt_plan_sample *samples; /* those with at least one entry */
    size_t n_samples;
    uint32_t *conditions; /* of each entry, sample by sample, ascending within a sample */
    uint64_t n_entries;
} mlt_plan;

/* The samples of the shard, [first, last). */
void mlt_plan_range(const mltest_run *run, uint64_t *first, uint64_t *last);
/* writer NULL: nothing is done yet. */
mltest_status mlt_plan_make(mlt_plan *plan, const mltest_run *run, const mlt_journal_writer *writer,
                            mltest_error **error);
void mlt_plan_free(mlt_plan *plan);

/* The run record and the condition records of a run. */
typedef struct {
    mltest_context *ctx;
    mlt_jrun run;
    mlt_jcondition *conditions;
    size_t n_conditions;
} mlt_run_records;
mltest_status mlt_run_records_make(mlt_run_records *records, const mltest_run *run,
                                   mltest_error **error);
void mlt_run_records_free(mlt_run_records *records);

#endif
