/* SPDX-License-Identifier: MIT */
/*
 * Two or more journals side by side, on the samples and conditions that all of them have.
 */
#ifndef MLT_COMPARE_COMPARE_H
#define MLT_COMPARE_COMPARE_H

#include "mltest/comparison.h"
#include "score/score.h"

struct mltest_comparison {
    _Atomic uint32_t refs;
    mltest_context *ctx;
    mltest_scorecard **cards; /* one per journal, the first is the baseline */
    size_t n;
    mlt_results *results;
};

mltest_status mlt_comparison_make(mltest_comparison **out, mltest_context *ctx,
                                  mltest_journal *const *journals, size_t n,
                                  const mltest_options *options, mltest_error **error);
void mlt_comparison_unref(mltest_comparison *comparison);

#endif
