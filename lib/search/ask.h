/* SPDX-License-Identifier: MIT */
/*
 * One round of questions: a run of some entries, added to a journal that is then read back.
 */
#ifndef MLT_SEARCH_ASK_H
#define MLT_SEARCH_ASK_H

#include "journal/journal.h"
#include "run/run.h"

typedef struct {
    mltest_context *ctx;
    mltest_dataset *dataset;
    mltest_predictor *predictor;
    mltest_suite *suite;
    mlt_run_settings settings;
    mlt_jrule rule; /* of a run until decided */
    mlt_run_choice choice;
    mltest_progress_fn progress; /* of the round */
    void *progress_data;
    bool is_first; /* the predictor is begun, and the journal may be there if settings say so */
    bool is_unfinished; /* there may be more rounds */
} mlt_search_questions;

/* counters: what happened is added. */
mltest_status mlt_search_ask(const mlt_search_questions *questions, const char *path,
                             mlt_run_counters *counters, mltest_error **error);

/* Reads the journal in the place of what *journal was, or of NULL. */
mltest_status mlt_search_read_back(mltest_journal **journal, mltest_context *ctx, const char *path,
                                   mltest_error **error);

/* MLTEST_ERR_PREDICTOR if of at least `least` answers more than the allowed share failed. */
mltest_status mlt_search_check_failures(const mlt_run_counters *counters, uint64_t least,
                                        double allowed, mltest_error **error);

/* Of fewer answers a share of failures says little: they are judged with those of other rounds. */
enum { MLT_JUDGE_ROUND_FROM = 100, MLT_JUDGE_FROM = 20 };

#endif
