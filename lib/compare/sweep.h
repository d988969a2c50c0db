/* SPDX-License-Identifier: MIT */
/*
 * The risk at other thresholds: what is ranked by one choice of min_confidence may be ranked the
 * other way round by another.
 */
#ifndef MLT_COMPARE_SWEEP_H
#define MLT_COMPARE_SWEEP_H

#include "compare/pairing.h"

/* The table "thresholds" (no rows for classifications, which have no threshold), and the text
 * "threshold_order". */
mltest_status mlt_sweep_fill(const mlt_pairing *p, const mltest_options *options,
                             mlt_results *results, mltest_error **error);

#endif
