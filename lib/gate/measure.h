/* SPDX-License-Identifier: MIT */
/*
 * A score of a scorecard: its value by name, and how it comes out for other multiplicities of the
 * samples.
 */
#ifndef MLT_GATE_MEASURE_H
#define MLT_GATE_MEASURE_H

#include "gate/panel.h"
#include "gate/performance.h"

/* false: this journal has no such score. *value is NAN where it is not defined. condition < 0: of
 * the whole journal. */
bool mlt_gate_value_of(const mltest_scorecard *card, const mlt_gate_score *score, int64_t condition,
                       double *value);

/* What a gate is about: a condition of the journal, or -1; with all replicates of its level? */
typedef struct {
    int64_t condition;
    bool is_level;
} mlt_gate_target;

typedef struct {
    const mlt_gate_score *score;
    mlt_gate_panel panel; /* one of these two */
    mlt_gate_performance performance;
} mlt_gate_measure;

/* make, perhaps keep_common, then end: after it values can be asked for. */
mltest_status mlt_gate_measure_make(mlt_gate_measure *m, const mltest_scorecard *card,
                                    const mlt_gate_score *score, const mlt_gate_target *target,
                                    const size_t *samples, size_t n, mltest_error **error);
mltest_status mlt_gate_measure_end(mlt_gate_measure *m, mltest_error **error);
void mlt_gate_measure_free(mlt_gate_measure *m);
/* Before the end: conditions that it is made of, and those of another journal that are the same. */
size_t mlt_gate_measure_rows(const mlt_gate_measure *m);
size_t mlt_gate_measure_condition(const mlt_gate_measure *m, size_t row);
void mlt_gate_measure_keep_common(mlt_gate_measure *a, mlt_gate_measure *b);

/* The functions of a mlt_gate_statistic; data is the measure. */
mltest_status mlt_gate_measure_open(const void *data, void **workspace, mltest_error **error);
void mlt_gate_measure_close(const void *data, void *workspace);
mltest_status mlt_gate_measure_value(const void *data, void *workspace, const double *weights,
                                     double *value, mltest_error **error);
/* With each sample once. */
mltest_status mlt_gate_measure_point(const mlt_gate_measure *m, double *value,
                                     mltest_error **error);
/* Whether a sample of the list takes part. */
bool mlt_gate_measure_takes(const mlt_gate_measure *m, size_t sample);

#endif
