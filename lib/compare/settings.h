/* SPDX-License-Identifier: MIT */
/*
 * What a comparison is asked beside the thresholds of scores; in the same table of options.
 */
#ifndef MLT_COMPARE_SETTINGS_H
#define MLT_COMPARE_SETTINGS_H

#include "score/score.h"

typedef struct {
    bool intersection;
    double equivalence; /* of mAP or top-1: a smaller difference is none */
    bool has_cost;
    double miss, false_alarm;     /* of a lost and of a new box */
    size_t resamples;             /* 0: no intervals */
    size_t performance_resamples; /* of performance under change; at most resamples */
} mlt_compare_settings;

mltest_status mlt_compare_settings_read(mlt_compare_settings *s, mltest_context *ctx,
                                        const mltest_options *options, mltest_error **error);

#endif
