/* SPDX-License-Identifier: MIT */
/*
 * Consistency and correctness where the answer is classes of the whole picture.
 */
#ifndef MLT_SCORE_TOP_H
#define MLT_SCORE_TOP_H

#include "score/sample.h"

/* 1 or 0; NAN where the picture was not answered or has no label. The label is what the condition
 * of the answer makes of it. */
double mlt_top_is_right(const mlt_jsample *sample, const mlt_joutcome *answer);
/* A picture of a class that the condition leaves out. */
bool mlt_top_is_left_out(const mlt_score_case *c);
mltest_status mlt_score_top(mlt_sides *sides, const mlt_score_case *c, mlt_sample_score *out,
                            mltest_error **error);

#endif
