/* SPDX-License-Identifier: MIT */
/*
 * What is accepted into an answer, and what is only counted.
 */
#ifndef MLT_PREDICTOR_ANSWER_H
#define MLT_PREDICTOR_ANSWER_H

#include "predictor/predictor.h"

/* Empties an answer; its array is kept for the next one. */
void mlt_answer_reset(mltest_context *ctx, mlt_answer *answer);

/*
 * Whether a box can be used: finite, nearer than 1e12 px, of positive size. What cannot is counted;
 * a usable box wholly outside the picture is counted too.
 */
bool mlt_answer_accept_box(mlt_answer_oddities *odd, const mlt_box *box,
                           const mltest_image_view *view);
/* Whether a score can be used. One that misses [0, 1] by at most 1e-6 is moved and counted. */
bool mlt_answer_accept_score(mlt_answer_oddities *odd, double *score);

#endif
