/* SPDX-License-Identifier: MIT */
/*
 * Intervals of how much more each kind of error costs under a condition than when clean.
 */
#ifndef MLT_SCORE_RESAMPLE_TIDE_H
#define MLT_SCORE_RESAMPLE_TIDE_H

#include "score/performance_parts.h"

/*
 * Fills in drawn_tide of a condition if the settings want it. steps are of the pictures under the
 * condition that take part; w->steps has those of condition 0, which must come first. The same for
 * any number of threads. MLTEST_ERR_MEMORY.
 */
mltest_status mlt_resample_tide(mlt_performance *w, const mlt_tide_steps *steps, size_t condition,
                                mltest_error **error);

#endif
