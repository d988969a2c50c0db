/* SPDX-License-Identifier: MIT */
/*
 * Intervals of average precision under a condition, and of its drop from clean on the same samples.
 * A draw depends on the seed and the units alone: clean and changed pictures have the same ones,
 * whenever they are drawn. BCa, because mAP of a resample is higher than that of its sample; of
 * drops percentiles, as both sides of a difference are.
 */
#ifndef MLT_SCORE_RESAMPLE_BOXES_H
#define MLT_SCORE_RESAMPLE_BOXES_H

#include "score/performance_parts.h"

/*
 * Fills in `drawn` of a condition if the settings want it. coco has the pictures under the
 * condition that take part, clean those of condition 0, which must come first: its draws are kept
 * in w->clean_draws. The same for any number of threads. MLTEST_ERR_MEMORY.
 */
mltest_status mlt_resample_boxes(mlt_performance *w, mlt_coco *coco, mlt_coco *clean,
                                 size_t condition, mltest_error **error);

#endif
