/* SPDX-License-Identifier: MIT */
/*
 * Intervals of a host's figures under one condition: of those that are means over samples. What a
 * host works out at the end of a condition cannot be weighed, and has none.
 */
#ifndef MLT_SCORE_RESAMPLE_METRIC_H
#define MLT_SCORE_RESAMPLE_METRIC_H

#include "score/host_metric.h"

/* Fills in `drawn` of the values from their sums of units, which are freed. MLTEST_ERR_MEMORY. */
mltest_status mlt_resample_values(const mltest_scorecard *card, mltest_values *values,
                                  mltest_error **error);

#endif
