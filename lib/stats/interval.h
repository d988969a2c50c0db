/* SPDX-License-Identifier: MIT */
/*
 * Intervals from the draws of a bootstrap.
 *
 * The q quantile of n values is the one at place q·(n + 1) of the ascending ones, counted from 1
 * and interpolated linearly between neighbours; before the first and after the last it is these (E.
 * J. Gumbel's definition; number 6 of R. J. Hyndman and Y. Fan, The American Statistician 50,
 * 1996). Davison and Hinkley, "Bootstrap methods and their application", 1997, use the same places.
 */
#ifndef MLT_STATS_INTERVAL_H
#define MLT_STATS_INTERVAL_H

#include "stats/bootstrap.h"

typedef struct {
    double low, high;
    double se;          /* standard deviation of the draws */
    size_t n_undefined; /* draws that were NaN, and left out */
} mlt_interval;

typedef enum {
    MLT_PERCENTILE,
    MLT_BCA /* B. Efron, J. Am. Stat. Assoc. 82 (1987); needs the jackknife */
} mlt_interval_method;

/* n >= 1 values in ascending order. */
double mlt_quantile(const double *ascending, size_t n, double q);

/*
 * The two-sided interval of figure `value`; level as in 0.95. A one-sided bound at 95 % is an end
 * of the interval at 0.90. All NaN if the figure itself or more than half of its draws are
 * undefined. MLTEST_ERR_INVALID for BCa without jackknife, MLTEST_ERR_MEMORY.
 */
mltest_status mlt_bootstrap_interval(mlt_interval *out, mltest_context *ctx,
                                     const mlt_bootstrap *bootstrap, size_t value, double level,
                                     mlt_interval_method method, mltest_error **error);

#endif
