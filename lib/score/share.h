/* SPDX-License-Identifier: MIT */
/*
 * What a sample adds to the shares and means of a condition or of a level, and the shares with
 * their intervals.
 */
#ifndef MLT_SCORE_SHARE_H
#define MLT_SCORE_SHARE_H

#include "score/score.h"

typedef enum {
    MLT_FIGURE_AFFECTED,    /* 0 or 1, as the next */
    MLT_FIGURE_WRONG,       /* correctness below the strictness */
    MLT_FIGURE_CONSISTENCY, /* 0 to 1 */
    MLT_N_DRAWN_FIGURES,    /* those above are drawn for intervals */
    MLT_FIGURE_TOTAL_LOSS = MLT_N_DRAWN_FIGURES,
    MLT_FIGURE_BROKEN,
    MLT_FIGURE_FIXED,
    MLT_FIGURE_DEGRADED
} mlt_figure;

/* The conditions of a level, the replicates; or a condition alone, where level_of is NULL. */
typedef struct {
    const size_t *level_of; /* of each of n_conditions */
    size_t n_conditions, place;
} mlt_figure_place;

/* The mean over the conditions of a sample in which it counts; NAN if there are none. row: its
 * scores under each condition. n, how many there are, may be NULL. */
double mlt_figure_of_row(const mlt_sample_score *row, const mlt_figure_place *place,
                         double strictness, mlt_figure figure, double *n);
/* The mean over samples, and what it is worth: n and k are effective numbers. */
mltest_status mlt_share_of(const mltest_scorecard *card, const mlt_figure_place *place,
                           mlt_figure figure, mlt_share *share, mltest_error **error);

#endif
