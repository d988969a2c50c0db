/* SPDX-License-Identifier: MIT */
/*
 * Performance on labelled data: average precision, or accuracy for classes.
 */
#ifndef MLT_SCORE_PERFORMANCE_H
#define MLT_SCORE_PERFORMANCE_H

#include "score/headline.h"
#include "score/sides.h"

/* Per class, of the clean pictures; NAN without truths. All owned by the caller (mlt_free). */
typedef struct {
    double *ap, *ap50, *n_truths;
    double recall, ar;
} mlt_class_scores;

/* Fills in map, ap50, ap75, ar and drop of every condition, and the clean figures per class. The
 * draws of the headline figure are the caller's (mlt_headline_free). */
mltest_status mlt_score_performance(mltest_scorecard *card, mlt_sides *sides,
                                    mlt_class_scores *classes, mlt_headline_draws *headline,
                                    mltest_error **error);

#endif
