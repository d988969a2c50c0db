/* SPDX-License-Identifier: MIT */
/*
 * In what share of resamples each model is the best.
 */
#ifndef MLT_COMPARE_RANKS_H
#define MLT_COMPARE_RANKS_H

#include "compare/pairing.h"

/* of[n]: draws of the models, NAN undefined. shares[n] add up to 1; equal ones share a draw. All
 * NAN without draws in which any is defined. */
void mlt_first_shares(const mlt_drawn *of, size_t n, bool is_less_better, double *shares);
/* Columns first_share.* of the table "models": by risk, failure under change and clean performance
 * (mAP or top-1). */
mltest_status mlt_ranks_fill(const mlt_pairing *p, mlt_results *results, mlt_table *models,
                             mltest_error **error);

#endif
