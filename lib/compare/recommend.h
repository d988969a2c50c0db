/* SPDX-License-Identifier: MIT */
/*
 * What to train with next: kinds by what they surely cost a model, and the augmentations that are
 * meant for them. An expectation, not a test.
 */
#ifndef MLT_COMPARE_RECOMMEND_H
#define MLT_COMPARE_RECOMMEND_H

#include "score/score.h"

/*
 * Adds a table "recommendations": for each of n models its kinds by weight × lower one-sided 95 %
 * bound of the affected fraction, in points of risk, descending; of equals the first first. Kinds
 * without weight, or with a bound of 0, are left out; without resamples there is no bound, and the
 * table is empty. MLTEST_ERR_MEMORY.
 */
mltest_status mlt_recommend(mlt_results *results, mltest_scorecard *const *cards, size_t n,
                            mltest_error **error);

#endif
