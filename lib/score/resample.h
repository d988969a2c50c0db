/* SPDX-License-Identifier: MIT */
/*
 * Intervals of figures that are means over conditions: samples, or groups of them, are drawn again,
 * and every figure is computed from the same draws.
 */
#ifndef MLT_SCORE_RESAMPLE_H
#define MLT_SCORE_RESAMPLE_H

#include "score/risk.h"
#include "score/units.h"

/* All in percent; NAN where undefined. */
typedef struct {
    mlt_estimate risk, flat, failure;
    mlt_estimate *robustness;         /* of each level */
    mlt_estimate *kinds, *categories; /* affected, of each group */
    size_t n_levels, n_kinds, n_categories;
    size_t n_units, n_draws;
} mlt_score_intervals;

/* n_draws 0: the bootstrap's own number. The same for any number of threads. MLTEST_ERR_MEMORY. */
mltest_status mlt_score_resample(mlt_score_intervals *out, const mltest_scorecard *card,
                                 const mlt_groups *groups, const mlt_units *units, size_t n_draws,
                                 mltest_error **error);
void mlt_score_intervals_free(mltest_context *ctx, mlt_score_intervals *intervals);

#endif
