/* SPDX-License-Identifier: MIT */
/*
 * Bounds of what is no share of counts: by resampling groups of samples, which get multiplicities.
 */
#ifndef MLT_GATE_BOUND_H
#define MLT_GATE_BOUND_H

#include <stdbool.h>
#include <stddef.h>

#include "mltest/types.h"

/*
 * What a score is when sample i is there weights[i] times; NAN where that is undefined. Several
 * threads ask at once, each with a workspace of its own; open and close are NULL if none is needed.
 */
typedef struct {
    mltest_status (*open)(const void *data, void **workspace, mltest_error **error);
    void (*close)(const void *data, void *workspace);
    mltest_status (*value)(const void *data, void *workspace, const double *weights, double *value,
                           mltest_error **error);
    const void *data;
} mlt_gate_statistic;

/* Which samples are drawn together: groups[i] < n_groups for each of n samples. */
typedef struct {
    const size_t *groups;
    size_t n, n_groups;
    double least, most; /* what the score can be at all; infinite if that is not known */
    bool is_biased;     /* few samples overstate it */
} mlt_gate_draws;

/*
 * One-sided 95 % bounds, each for itself: BCa with 2000 resamples, always the same ones, at the
 * quantiles of Student's distribution for the spread that the groups show. NAN if the score is
 * undefined in more than a tenth of the resamples. What few samples overstate is moved down by as
 * much as its resamples lie above it, which is less than half of the truth, and its tails are cut
 * to four fifths (measured: tests/simulation/gates.c). Resamples that are all the same show no
 * spread: then the share of samples of another kind, of which 1 - .05^(1/n) may have gone unseen,
 * widens the bounds.
 */
mltest_status mlt_gate_bound(mltest_context *ctx, const mlt_gate_draws *draws,
                             const mlt_gate_statistic *statistic, double *low, double *high,
                             mltest_error **error);

#endif
