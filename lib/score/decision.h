/* SPDX-License-Identifier: MIT */
/*
 * Verdicts that may be looked at after every sample: of runs until decided.
 */
#ifndef MLT_SCORE_DECISION_H
#define MLT_SCORE_DECISION_H

#include "score/score.h"
#include "stats/eprocess.h"

/* One condition with all its replicates. */
struct mlt_decision {
    double n, k; /* samples that count, and affected ones, of replicates their mean */
    double log_e_pass, log_e_fail;
    uint64_t n_calls;
    mlt_verdict verdict;
};

/* Judges n and k; is_undefined: more were skipped than counted, which says nothing. */
void mlt_decision_judge(mlt_decision *decision, bool is_undefined, double target);
/* Fills in card->decisions, one a level, if the journal is of a run until decided. */
mltest_status mlt_score_decide(mltest_scorecard *card, mltest_error **error);
const char *mlt_verdict_name(mlt_verdict verdict);

#endif
