/* SPDX-License-Identifier: MIT */
/*
 * Intervals of mPC and rPC: the draws of all conditions' headline figures (mAP or top-1), of which
 * each draw has its own mPC, by the definition of the figure itself.
 */
#ifndef MLT_SCORE_HEADLINE_H
#define MLT_SCORE_HEADLINE_H

#include "score/risk.h"
#include "stats/bootstrap.h"

/* Begins as zeros. */
typedef struct {
    double *values; /* of each condition: n_draws draws, then n_blocks of the jackknife */
    size_t n_conditions, n_draws, n_blocks;
} mlt_headline_draws;

/* Keeps the draws of figure `value` of a condition; those of all conditions have the same number.
 * MLTEST_ERR_MEMORY. */
mltest_status mlt_headline_keep(mlt_headline_draws *h, const mltest_scorecard *card,
                                size_t condition, const mlt_bootstrap *draws, size_t value,
                                mltest_error **error);
void mlt_headline_free(mltest_context *ctx, mlt_headline_draws *h);

/* All NAN without draws. mPC's are BCa with a jackknife, else percentiles, as rPC's are: a ratio
 * has in both of its parts what BCa takes away. MLTEST_ERR_MEMORY. */
mltest_status mlt_headline_estimate(mlt_estimate *mpc, mlt_estimate *rpc,
                                    const mltest_scorecard *card, const mlt_groups *groups,
                                    const mlt_headline_draws *h, mltest_error **error);

#endif
