/* SPDX-License-Identifier: MIT */
/*
 * Runs that do not ask everything: with a budget of calls, or until each condition is decided.
 * Samples are taken in random order, round after round; what a round asks follows from the answers
 * of the rounds before it, so that a run that was stopped goes on as if nothing had been.
 */
#ifndef MLT_SEARCH_BUDGET_H
#define MLT_SEARCH_BUDGET_H

#include "base/options.h"
#include "run/run.h"
#include "score/decision.h"
#include "search/order.h"

typedef struct {
    mltest_run *run;
    mlt_score_settings score;
    mlt_search_order order; /* its places are called ranks */
    size_t *level_of;       /* of each condition; 0: clean */
    mlt_decision *levels;   /* one that is decided is asked about no more */
    size_t n_levels;
    size_t *covered;   /* of each condition: ranks below were asked */
    bool *is_eligible; /* of each rank */
    size_t *place_of;  /* of each rank: its place in the journal */
    size_t low, high;  /* ranks of this round, [low, high) */
    size_t first, end; /* its conditions */
    mltest_journal *journal;
    mlt_run_counters counters;
    uint64_t n_calls, n_answers; /* asked up to now; skips are answers, but no calls */
    uint64_t n_total;            /* answers that there will be at most */
    bool is_begun;               /* the journal was opened */
} mlt_budget;

/* Samples of the first rounds; later ones have a sixteenth of what there is: each reads the journal
 * anew, and a verdict is seen at the end of a round. */
enum { MLT_BUDGET_CHUNK = 4, MLT_BUDGET_GROWTH = 16 };
/* How many samples come after the first n. */
size_t mlt_budget_chunk(size_t n);

/* Whether entries are spent by rounds: a budget is set, or the run is until decided. */
bool mlt_budget_applies(const mltest_run *run);
/* Sets what verdicts are about; options of table "score", or NULL. */
mltest_status mlt_budget_set_score(mltest_run *run, const mltest_options *options,
                                   mltest_error **error);
/* In the place of mlt_run_execute(). */
mltest_status mlt_budget_execute(mltest_run *run, const char *path, mltest_error **error);

/* Whether a sample has been asked about under a condition, in this round or before. */
bool mlt_budget_is_asked(const mlt_budget *b, size_t rank, size_t condition);
/* Whether a condition is not decided. */
bool mlt_budget_is_open(const mlt_budget *b, size_t condition);

/* budget_rounds.c: whole samples, as many as the budget pays for. Skips cost nothing, and leave
 * some for more. */
mltest_status mlt_budget_spend(mlt_budget *b, const char *path, mltest_error **error);
/* The clean pictures of some samples, then the conditions that are open of those that are eligible,
 * until no condition is open or nothing is left. */
mltest_status mlt_budget_decide(mlt_budget *b, const char *path, mltest_error **error);
/* Nothing more is asked: the journal gets its end. */
mltest_status mlt_budget_finish(mlt_budget *b, const char *path, mltest_error **error);

/* budget_judge.c, from the journal: which samples of this round are eligible */
mltest_status mlt_budget_note_clean(mlt_budget *b, mltest_error **error);
/* and which conditions are decided now. */
mltest_status mlt_budget_judge(mlt_budget *b, mltest_error **error);

#endif
