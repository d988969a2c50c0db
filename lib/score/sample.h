/* SPDX-License-Identifier: MIT */
/*
 * Consistency and correctness of one sample under one condition.
 */
#ifndef MLT_SCORE_SAMPLE_H
#define MLT_SCORE_SAMPLE_H

#include "metric/f1.h"
#include "score/sides.h"

typedef struct {
    const mlt_score_settings *settings;
    double weak; /* match_confidence, or min_confidence when hysteresis is off */
    size_t n_classes;
    const mlt_jsample *sample;
    const mlt_joutcome *clean, *now;
} mlt_score_case;

/* The least score that may match: match_confidence, or min_confidence where answers lack those
 * below it. floor: mlt_score_floor(). */
double mlt_score_weak(const mlt_score_settings *settings, double floor);
/* Which box of the clean picture is which now; partners of sides->clean and sides->partner_now. */
mltest_status mlt_score_match(mlt_sides *sides, const mlt_score_case *c, mltest_error **error);
/* counts gets this sample's part of the condition's precision and recall. */
mltest_status mlt_score_sample(mlt_sides *sides, const mlt_score_case *c, mlt_sample_score *out,
                               mlt_f1 *counts, mltest_error **error);

#endif
