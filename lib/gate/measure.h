/* SPDX-License-Identifier: MIT */
/*
 * A score of a scorecard: its value by name, and how it comes out for other multiplicities of the
 * samples.
 */
#ifndef MLT_GATE_MEASURE_H
#define MLT_GATE_MEASURE_H

#include "gate/panel.h"
#include "gate/precision.h"

/* false: this journal has no such score. *value is NAN where it is not defined. condition < 0: of
 * the whole journal. */
bool mlt_gate_value_of(const mltest_scorecard *card, const mlt_gate_score *score, int64_t condition,
                       double *value);

typedef struct {
    bool is_precision;
    mlt_gate_panel panel;
    mlt_gate_precision precision;
} mlt_gate_measure;

/* Whether a score can be measured for multiplicities at all. */
bool mlt_gate_is_measured(const mlt_gate_score *score, int64_t condition);
mltest_status mlt_gate_measure_make(mlt_gate_measure *m, const mltest_scorecard *card,
                                    const mlt_gate_score *score, int64_t condition,
                                    const size_t *samples, size_t n, mltest_error **error);
void mlt_gate_measure_free(mlt_gate_measure *m);
/* The statistic of mlt_gate_bound(); data is the measure. */
mltest_status mlt_gate_measure_value(void *data, const double *weights, double *value,
                                     mltest_error **error);
/* How many of the samples take part. */
size_t mlt_gate_measure_count(const mlt_gate_measure *m);

#endif
