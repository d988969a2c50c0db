/* SPDX-License-Identifier: MIT */
/*
 * The severity at which each sample breaks, kind by kind, by bisection. Every round asks the model
 * about what the answers so far leave open, through run/, into one journal; what to ask next, and
 * every result, is a function of that journal alone.
 */
#ifndef MLT_SEARCH_SEARCH_H
#define MLT_SEARCH_SEARCH_H

#include "base/options.h"
#include "base/table.h"
#include "mltest/stress.h"
#include "run/run.h"
#include "score/score.h"
#include "search/grid.h"

extern const mlt_option_table mlt_stress_options;

enum { MLT_BREAK_LEVELS = 2 };

typedef struct {
    double break_at[MLT_BREAK_LEVELS]; /* shares of broken samples, as the options order them */
    uint64_t probe_samples;
} mlt_search_settings;

/* What is known of one sample under one condition; flags above it. */
typedef enum { MLT_UNKNOWN, MLT_HOLDS, MLT_BROKEN, MLT_SKIPPED } mlt_search_answer;
enum {
    MLT_ANSWER_MASK = 3,
    MLT_CELL_WANTED = 4, /* in this round */
    MLT_CELL_ASKED = 8,  /* since this search began: a failure of before is tried again */
    MLT_CELL_PROBE = 16
};

/* What the clean picture makes of a sample. */
typedef enum { MLT_CLEAN_UNKNOWN, MLT_CLEAN_FAILED, MLT_CLEAN_BLIND, MLT_ELIGIBLE } mlt_clean_state;

struct mltest_stress {
    _Atomic uint32_t refs;
    mltest_context *ctx;
    mltest_dataset *dataset;
    mltest_predictor *predictor;
    mltest_suite *suite; /* clean, and every setting of every kind */
    mlt_search_kind *kinds;
    size_t n_kinds;
    mlt_run_settings run;
    mlt_score_settings score;
    mlt_search_settings settings;
    size_t n_samples; /* of the data set, within the limit */
    uint8_t *clean;   /* mlt_clean_state of each sample */
    uint8_t *cells;   /* n_samples × suite->n */
    mltest_journal *journal;
    mlt_results *results; /* NULL until all is known */
    mltest_progress_fn progress;
    void *progress_data;
    uint64_t n_done_before, n_total; /* answers before this round, and at most in the end */
    mlt_run_counters counters;       /* since this search began */
    _Atomic int cancelled;
    _Atomic int executed;
};

static inline uint8_t *mlt_search_cells(const mltest_stress *s, size_t sample,
                                        const mlt_search_kind *kind)
{
    return &s->cells[sample * s->suite->n + kind->first];
}

mltest_status mlt_stress_make(mltest_stress **out, mltest_context *ctx, mltest_dataset *dataset,
                              mltest_predictor *predictor, const mltest_suite *suite,
                              const mltest_options *run, const mltest_options *score,
                              const mltest_options *options, mltest_error **error);
void mlt_stress_unref(mltest_stress *stress);
/* rounds.c: may be called once. */
mltest_status mlt_stress_execute(mltest_stress *stress, const char *path, mltest_error **error);
mltest_status mlt_search_settings_read(mlt_search_settings *s, const mltest_options *options,
                                       mltest_error **error);

/* kinds.c: what of a suite can be searched, as a suite of all its settings. */
mltest_status mlt_search_kinds_make(mltest_stress *stress, const mltest_suite *from,
                                    mltest_error **error);

/* judge.c: reads the journal's answers into the cells. */
mltest_status mlt_search_judge(mltest_stress *stress, mltest_error **error);

/* probe.c: marks the cells of the extra probes of a kind all of whose samples are bracketed. */
mltest_status mlt_search_mark_probes(mltest_stress *stress, const mlt_search_kind *kind,
                                     mltest_error **error);

/* fill.c */
mltest_status mlt_search_fill(mltest_stress *stress, mltest_error **error);

#endif
