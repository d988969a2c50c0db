/* SPDX-License-Identifier: MIT */
/*
 * How much two models differ in a figure: its value for each, and the interval of the difference
 * from draws in which both have the same samples.
 */
#ifndef MLT_COMPARE_DIFFERENCE_H
#define MLT_COMPARE_DIFFERENCE_H

#include "stats/interval.h"

/* A figure of one model: of the samples as they are, and of draws. */
typedef struct {
    double point;
    const double *draws; /* borrowed */
    size_t n_draws;      /* 0: none */
} mlt_drawn;

typedef struct {
    double first, second;
    double value;        /* second - first */
    double low, high;    /* 95 % */
    double lower, upper; /* 90 %: one-sided bounds at 95 % */
    double se;
} mlt_difference;

/* Percentile intervals, also of average precision: what biases resamples of one model biases those
 * of the other alike (doc/scores.md has both). NAN without draws. MLTEST_ERR_MEMORY. */
mltest_status mlt_difference_of(mlt_difference *out, mltest_context *ctx, const mlt_drawn *first,
                                const mlt_drawn *second, mltest_error **error);

#endif
