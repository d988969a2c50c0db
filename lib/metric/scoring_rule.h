/* SPDX-License-Identifier: MIT */
/*
 * Proper scoring rules: what an answer's probabilities cost, given the class that is true.
 */
#ifndef MLT_METRIC_SCORING_RULE_H
#define MLT_METRIC_SCORING_RULE_H

#include "annotation/prediction.h"

#include <stddef.h>
#include <stdint.h>

/*
 * Both take an answer that names a class at most once, with scores in [0, 1]; a class that is not
 * named has 0. Scores are taken as they are, not made to add up to 1.
 */

/* Brier's score of many classes: the sum of (score - right)^2, in the order of the answer. */
double mlt_brier(const mlt_pred *answer, size_t n, int32_t truth);
/* -ln of the true class's score, which is first brought within [2^-52, 1 - 2^-52]. */
double mlt_log_loss(const mlt_pred *answer, size_t n, int32_t truth);

#endif
