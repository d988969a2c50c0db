/* SPDX-License-Identifier: MIT */
/*
 * A figure with what resampling says of it.
 */
#ifndef MLT_SCORE_ESTIMATE_H
#define MLT_SCORE_ESTIMATE_H

#include "stats/interval.h"

typedef struct {
    double value;
    mlt_interval interval; /* 95 % */
    double lower, upper;   /* one-sided bounds at 95 % */
} mlt_estimate;

/* All NAN. */
mlt_estimate mlt_estimate_none(void);
/* Of a figure of a bootstrap. MLTEST_ERR_INVALID, MLTEST_ERR_MEMORY. */
mltest_status mlt_estimate_take(mlt_estimate *out, mltest_context *ctx, const mlt_bootstrap *b,
                                size_t value, mlt_interval_method method, mltest_error **error);

#endif
