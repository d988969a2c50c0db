/* SPDX-License-Identifier: MIT */
/*
 * Figures of the host's own (mltest/metric.h).
 */
#ifndef MLT_SCORE_HOST_METRIC_H
#define MLT_SCORE_HOST_METRIC_H

#include "mltest/metric.h"
#include "score/sides.h"

struct mltest_metric {
    _Atomic uint32_t refs;
    mltest_context *ctx;
    char *name;
    mltest_metric_vtable vtable;
    void *user_data;
};

struct mltest_sample_result {
    const mltest_journal *journal;
    size_t sample, condition;
    const mlt_side *truth, *clean;
};

/* A named number: the mean of what samples set. */
typedef struct {
    char *name;
    double sum, count;
    double *of_units; /* sums of units of resampling, then their counts; NULL: not wanted */
    bool whole;       /* set at the end of a condition, by all samples together */
    mlt_estimate drawn;
} mlt_host_value;

struct mltest_values {
    mltest_context *ctx;
    mlt_host_value *items;
    size_t n, cap;
    size_t n_units, unit; /* 0: none are counted; unit SIZE_MAX: all samples together */
    bool failed;
};

mltest_status mlt_metric_make(mltest_metric **out, mltest_context *ctx, const char *name,
                              const mltest_metric_vtable *vtable, void *user_data,
                              mltest_error **error);
void mlt_metric_unref(mltest_metric *metric);
mltest_status mlt_values_add(mltest_values *values, const char *name, double value);
/* Adds the table "metrics": a row a metric, condition and number. */
mltest_status mlt_score_metrics(mltest_scorecard *card, mltest_metric *const *metrics, size_t n,
                                mltest_error **error);

#endif
