/* SPDX-License-Identifier: MIT */
/*
 * What became of boxes, by class: kept, lost, new, moved, reclassified (doc/scores.md). All of
 * these work on the clean side and partners of sides, after predictions were matched, and add to
 * sides->changes if there is one.
 */
#ifndef MLT_SCORE_CHANGES_H
#define MLT_SCORE_CHANGES_H

#include "score/sample.h"

/* Required boxes that found a partner or none, and new ones. sides->iou is that of the pairs. */
void mlt_changes_count_kept(mlt_sides *sides, const mlt_score_case *c);
/* Pairs what is left: moved (same class, IoU from .1) first, then reclassified (IoU from .5). */
mltest_status mlt_changes_match_rest(mlt_sides *sides, const mlt_score_case *c,
                                     mlt_sample_score *out, mltest_error **error);
/* A failure: every box of the clean picture that the condition asks for is lost. */
mltest_status mlt_changes_lose_all(mlt_sides *sides, const mlt_score_case *c, mlt_sample_score *out,
                                   mltest_error **error);

#endif
