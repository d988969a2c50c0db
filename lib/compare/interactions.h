/* SPDX-License-Identifier: MIT */
/*
 * Does one model lose more than the other? Drop of the first minus drop of the second, absolute and
 * of the logarithm of what is left of the clean performance.
 */
#ifndef MLT_COMPARE_INTERACTIONS_H
#define MLT_COMPARE_INTERACTIONS_H

#include "compare/pairing.h"

/* The table "interactions": a row a kind and model, and one of the mean over kinds, "". */
mltest_status mlt_interactions_fill(const mlt_pairing *p, mlt_results *results,
                                    mltest_error **error);

#endif
