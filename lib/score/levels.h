/* SPDX-License-Identifier: MIT */
/*
 * Conditions without their replicates: one a kind and severity. Where there are several replicates,
 * a sample's value is their mean, and intervals and verdicts use the effective number of samples.
 */
#ifndef MLT_SCORE_LEVELS_H
#define MLT_SCORE_LEVELS_H

#include "score/share.h"

/* Fills in card->levels, anew if it was filled before. */
mltest_status mlt_levels_make(mltest_scorecard *card, mltest_error **error);
void mlt_levels_free(mltest_scorecard *card);

/* As mlt_figure_of_row() of the sample's scores. */
double mlt_level_sample(const mltest_scorecard *card, size_t level, size_t sample,
                        mlt_figure figure);
/* Whether names of conditions are equal up to the number of the replicate. */
bool mlt_level_is_same(const char *a, const char *b);

#endif
