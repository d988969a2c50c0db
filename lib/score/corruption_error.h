/* SPDX-License-Identifier: MIT */
/*
 * Corruption errors against a baseline model on identical conditions (Hendrycks and Dietterich,
 * ICLR 2019; doc/scores.md). P is top-1, or mAP, which is not standard.
 */
#ifndef MLT_SCORE_CORRUPTION_ERROR_H
#define MLT_SCORE_CORRUPTION_ERROR_H

#include "score/risk.h"

/* Of one kind: sums over the severities that both models have. NAN where undefined. */
typedef struct {
    double ce;       /* sum of 1 - P over the sum of 1 - P of the baseline */
    double relative; /* sum of drops over the baseline's; NAN if that is at most 0.01 a severity */
    size_t n;        /* severities */
} mlt_kind_error;

mlt_kind_error mlt_corruption_error(const mltest_scorecard *card, const mltest_scorecard *baseline,
                                    const char *kind);
/* Fills in the table "corruption_errors" and the values mCE and relative_mCE; baseline NULL: an
 * empty table, and NAN. MLTEST_ERR_CONFLICT if the journals are not of the same samples. */
mltest_status mlt_score_fill_errors(mltest_scorecard *card, const mltest_scorecard *baseline,
                                    const mlt_groups *groups, mltest_error **error);

#endif
