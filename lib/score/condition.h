/* SPDX-License-Identifier: MIT */
/*
 * One condition over all samples.
 */
#ifndef MLT_SCORE_CONDITION_H
#define MLT_SCORE_CONDITION_H

#include "score/sample.h"

/* Fills in card->samples[·][condition] and card->conditions[condition], all but performance. */
mltest_status mlt_score_condition(mltest_scorecard *card, size_t condition, mlt_sides *sides,
                                  double weak, mltest_error **error);

#endif
