/* SPDX-License-Identifier: MIT */
/*
 * Is a mean of paired differences zero? Sign flips: if nothing separates the two models, each
 * difference is as likely to have the other sign (R. A. Fisher, "The design of experiments", 1935).
 */
#ifndef MLT_STATS_SIGN_FLIP_H
#define MLT_STATS_SIGN_FLIP_H

#include "base/error.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum {
    MLT_SIGN_FLIP_EXHAUSTIVE = 20, /* up to so many differences every combination is tried */
    MLT_SIGN_FLIP_DRAWS = 10000    /* at least, if there are more */
};

typedef struct {
    size_t family; /* number of tests that this one is corrected for, m; 0 counts as 1 */
    double alpha;  /* level of the family; 0: 0.05 */
    uint64_t seed;
    size_t n_threads; /* 0: as mlt_parallel() */
} mlt_sign_flip_options;

typedef struct {
    double p;       /* two-sided */
    double mean;    /* weighted mean difference */
    size_t n_used;  /* differences that are neither 0 nor without weight */
    uint64_t draws; /* 2^n_used if exhaustive, else max(10^4, ceil(40 m / alpha)) */
    uint64_t hits;  /* of these, sums at least as far from 0 as the one seen */
    bool exhaustive;
} mlt_sign_flip_result;

/*
 * differences: one a group; weights: NULL for 1 each. The statistic is the weighted sum. A share of
 * all combinations, hits/draws, if they are few; else (1 + hits)/(1 + draws). Sums that differ by
 * less than 1e-12 of the sum of all sizes are equal: rounding decides nothing. Zeros change
 * nothing; with zeros only p is 1, and the mean of nothing is NaN. options NULL: the defaults.
 *
 * MLTEST_ERR_INVALID for differences or weights that are not finite, negative weights, an alpha
 * outside [0, 1] or more than 10^9 draws; MLTEST_ERR_MEMORY.
 */
mltest_status mlt_sign_flip(mlt_sign_flip_result *out, mltest_context *ctx,
                            const double *differences, const double *weights, size_t n,
                            const mlt_sign_flip_options *options, mltest_error **error);

#endif
