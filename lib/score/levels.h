/* SPDX-License-Identifier: MIT */
/*
 * Conditions without their replicates: one a kind and severity. Where there are several replicates,
 * a sample's value is their mean, and intervals and verdicts use the effective number of samples.
 */
#ifndef MLT_SCORE_LEVELS_H
#define MLT_SCORE_LEVELS_H

#include "score/score.h"

/* Fills in card->levels, anew if it was filled before. */
mltest_status mlt_levels_make(mltest_scorecard *card, mltest_error **error);
void mlt_levels_free(mltest_scorecard *card);

typedef enum {
    MLT_LEVEL_AFFECTED,    /* 0 or 1, as the next */
    MLT_LEVEL_WRONG,       /* correctness below the strictness */
    MLT_LEVEL_CONSISTENCY, /* 0 to 1 */
    MLT_LEVEL_N_FIGURES
} mlt_level_figure;
/* The mean over the replicates of a sample in which it counts; NAN if there are none. */
double mlt_level_sample(const mltest_scorecard *card, size_t level, size_t sample,
                        mlt_level_figure figure);

/* Of scores that are in no card: affected, from the n conditions of a sample, whose levels are
 * given. */
double mlt_level_affected(const mlt_sample_score *row, const size_t *level_of, size_t n,
                          size_t level, double strictness);
/* Whether names of conditions are equal up to the number of the replicate. */
bool mlt_level_is_same(const char *a, const char *b);

#endif
