/* SPDX-License-Identifier: MIT */
/*
 * What the files of performance share.
 */
#ifndef MLT_SCORE_PERFORMANCE_PARTS_H
#define MLT_SCORE_PERFORMANCE_PARTS_H

#include <math.h>

#include "metric/tide.h"
#include "score/calibrate.h"
#include "score/headline.h"
#include "score/performance.h"

/* What one accumulation works with; reused from condition to condition. */
typedef struct {
    mltest_scorecard *card;
    mlt_sides *sides;
    mlt_truth *truths;
    size_t cap_truths;
    mlt_coco_moved *moved; /* as many */
    size_t cap_moved;
    mlt_pred *preds;
    size_t cap_preds;
    double *weights;                     /* clean on the samples of a condition */
    mlt_headline_draws *headline;        /* of all conditions */
    mlt_bootstrap clean_draws;           /* of all clean pictures; n_values 0: none yet */
    mlt_tide *tide;                      /* of the condition in hand; NULL: not wanted */
    mlt_tide_steps *steps;               /* of that, to be drawn again; NULL: not wanted */
    double clean_tide[MLT_TIDE_N_KINDS]; /* of all clean pictures */
    mlt_bootstrap clean_tide_draws;      /* likewise; n_values 0: none yet */
} mlt_performance;

/* -1 is COCO's "nothing to average". */
static inline double mlt_stat_value(double v)
{
    return v < 0 ? NAN : v;
}

/* Failures take part with no predictions; skips and what was not run do not. */
static inline bool mlt_takes_part(const mlt_performance *w, const mlt_jsample *sample,
                                  const mlt_joutcome *now)
{
    return sample->labelled && !(w->card->settings.odd_half && mlt_is_for_calibration(sample)) &&
           (now->type == MLT_OUTCOME || now->type == MLT_FAILURE);
}

/* Adds an answer and its moved labels to coco (may be NULL) and to w->tide (may be NULL). */
mltest_status mlt_performance_add(mlt_performance *w, mlt_coco *coco, const mlt_jsample *sample,
                                  const mlt_joutcome *now, bool label_limited,
                                  mltest_error **error);
/* What one thread works with. Nothing to close after a failure of opening: closing is harmless. */
mltest_status mlt_performance_open(mlt_performance *w, mltest_scorecard *card, mlt_sides *sides,
                                   mltest_error **error);
void mlt_performance_close(mlt_performance *w);
/* All answers under a condition, for COCO's figures; fills in TIDE's. */
mltest_status mlt_performance_accumulate(mlt_performance *w, size_t condition, mlt_coco **out,
                                         mltest_error **error);
/* Fills in the figures of a condition, and of its classes. Several threads may use the same clean
 * accumulator once it has been finished. */
mltest_status mlt_performance_judge(mlt_performance *w, mlt_coco *coco, mlt_coco *clean,
                                    size_t condition, mltest_error **error);
/* Boxes under all conditions. */
mltest_status mlt_performance_of_boxes(mlt_performance *w, mlt_class_scores *classes,
                                       mltest_error **error);
/* The drop of the headline figure from its clean value on the same samples. */
void mlt_take_drop(mlt_condition_score *out, double clean);
/* Classification under one condition. */
mltest_status mlt_performance_of_top(mlt_performance *w, size_t condition, mltest_error **error);

#endif
