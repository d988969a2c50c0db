/* SPDX-License-Identifier: MIT */
/*
 * Intervals of accuracy under a condition, and of its drop from clean on the same samples.
 */
#ifndef MLT_SCORE_RESAMPLE_TOP_H
#define MLT_SCORE_RESAMPLE_TOP_H

#include "score/performance_parts.h"

/* Answers of samples in the journal's order. */
typedef struct {
    int32_t *classes; /* the truth */
    int64_t *ranks;   /* of that in the answer */
    size_t *units;
    size_t n;
} mlt_top_answers;

mltest_status mlt_top_answers_new(mlt_top_answers *out, mltest_context *ctx, size_t n,
                                  mltest_error **error);
void mlt_top_answers_free(mltest_context *ctx, mlt_top_answers *answers);

/* Fills in `drawn` of a condition if the settings want it. The same for any number of threads.
 * MLTEST_ERR_MEMORY. */
mltest_status mlt_resample_top(mlt_performance *w, size_t condition, const mlt_top_answers *now,
                               const mlt_top_answers *clean, mltest_error **error);

#endif
