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

/* Named numbers; the means of what samples set. */
struct mltest_values {
    mltest_context *ctx;
    char **names;
    double *sums;
    double *counts;
    size_t n, cap_names, cap_sums, cap_counts;
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
