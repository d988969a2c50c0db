/* SPDX-License-Identifier: MIT */
/*
 * The samples that a gate is judged on: those of a journal, or those that a baseline has as well.
 */
#ifndef MLT_GATE_SAMPLES_H
#define MLT_GATE_SAMPLES_H

#include "score/score.h"

typedef struct {
    mltest_context *ctx;
    const mltest_scorecard *card, *baseline; /* borrowed; baseline may be NULL */
    size_t *samples, *of_baseline;           /* places in the journals, ascending in the first */
    size_t *groups;                          /* of each, below n_groups */
    size_t n, n_groups;
} mlt_gate_samples;

/* MLTEST_ERR_CONFLICT: the journals are of different data sets, tasks, classes or seeds. */
mltest_status mlt_gate_samples_make(mlt_gate_samples *s, const mltest_scorecard *card,
                                    const mltest_scorecard *baseline, mltest_error **error);
void mlt_gate_samples_free(mlt_gate_samples *s);

#endif
