/* SPDX-License-Identifier: MIT */
/*
 * What kinds of error cost under a condition, and how much more than when clean (doc/scores.md).
 */
#ifndef MLT_SCORE_TIDE_DELTA_H
#define MLT_SCORE_TIDE_DELTA_H

#include "score/performance_parts.h"

/* Adds w->truths and w->preds to w->tide; what need not be found excuses detections as a crowd
 * does. */
mltest_status mlt_tide_add_placed(mlt_performance *w, uint64_t key, size_t n_truths, size_t n_preds,
                                  mltest_error **error);
/* Begins w->tide for a condition, if the settings want it. */
mltest_status mlt_tide_begin(mlt_performance *w, mltest_error **error);
/* Fills in tide and tide_delta of a condition from w->tide; the clean one must be the first. */
mltest_status mlt_tide_end(mlt_performance *w, size_t condition, mltest_error **error);

#endif
