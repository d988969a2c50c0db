/* SPDX-License-Identifier: MIT */
/*
 * From scores to the named values and tables that hosts and reports read.
 */
#ifndef MLT_SCORE_FILL_H
#define MLT_SCORE_FILL_H

#include "score/performance.h"
#include "score/resample.h"

/* The average precision of a class with fewer truths is hardly known, nor is its interval. */
enum { MLT_FEW_OBJECTS = 30 };
static inline bool mlt_has_few_objects(double n_truths)
{
    return n_truths > 0 && n_truths < MLT_FEW_OBJECTS;
}

typedef struct {
    double floor;    /* the lowest score the model reports */
    bool hysteresis; /* off when the floor is too high for it */
    mlt_class_scores classes;
    const mltest_scorecard *baseline; /* NULL: none */
    mlt_score_intervals intervals;    /* n_draws 0: none */
    mlt_headline_draws headline;
    mlt_estimate mpc, rpc;
} mlt_score_extras;

mltest_status mlt_score_fill(mltest_scorecard *card, const mlt_groups *groups,
                             const mlt_score_extras *extras, mltest_error **error);

/* fill_tables.c */
mltest_status mlt_score_fill_conditions(mltest_scorecard *card, mltest_error **error);
mltest_status mlt_score_fill_groups(mltest_scorecard *card, const char *table,
                                    const mlt_group_score *groups, size_t n, mltest_error **error);
mltest_status mlt_score_fill_classes(mltest_scorecard *card, const mlt_class_scores *classes,
                                     mltest_error **error);
/* fill_changes.c: boxes by condition and class; conditions without their replicates. */
mltest_status mlt_score_fill_changes(mltest_scorecard *card, mltest_error **error);
mltest_status mlt_score_fill_levels(mltest_scorecard *card, mltest_error **error);
/* fill_classes.c: performance by condition and class; what kinds of error cost. */
mltest_status mlt_score_fill_figures(mltest_scorecard *card, mltest_error **error);
mltest_status mlt_score_fill_tide(mltest_scorecard *card, mltest_error **error);
/* fill_intervals.c */
mltest_status mlt_score_fill_intervals(mltest_scorecard *card, const mlt_groups *groups,
                                       const mlt_score_extras *extras, mltest_error **error);
/* fill_decisions.c: calls, and the verdicts of a run until decided. */
mltest_status mlt_score_fill_decisions(mltest_scorecard *card, mltest_error **error);
/* fill_floor.c: what qualifies the figures. */
mltest_status mlt_score_fill_floor(mltest_scorecard *card, const mlt_score_extras *extras,
                                   mltest_error **error);
/* fill_warnings.c: what a reader must know beside the figures. */
mltest_status mlt_score_fill_warnings(mltest_scorecard *card, const mlt_score_extras *extras,
                                      mltest_error **error);
/* fill_worst.c: the samples that change most. */
mltest_status mlt_score_fill_worst(mltest_scorecard *card, mltest_error **error);

#endif
