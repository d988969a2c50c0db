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

#endif
