/* SPDX-License-Identifier: MIT */
/*
 * How many independent samples a share of grouped or repeated samples is worth.
 */
#ifndef MLT_STATS_EFFECTIVE_H
#define MLT_STATS_EFFECTIVE_H

#include <stddef.h>

typedef struct {
    double share; /* sum of affected / sum of sizes; NaN without any */
    double n_eff; /* 0 without any */
} mlt_effective;

/*
 * Group g has sizes[g] values, of which affected[g] count (a sum of values in [0, 1]): samples
 * times replicates. n_eff = f(1-f) / Var(f), where Var(f) is that of the ratio of sums, clamped to
 * at least (sum of sizes)² / (sum of squared sizes), which is the number of groups where all have
 * the same size, and at most the number of values. With one sample a group and R replicates each,
 * this is clamp(f(1-f) / (Var(a_s)/n), n, nR). A share of 0 or 1 shows no variance: the least.
 * Sizes that are not above 0 are no group.
 */
mlt_effective mlt_effective_of_groups(const double *affected, const double *sizes, size_t n);

/*
 * The same of any values: sums[g] of the sizes[g] values of group g, and the squared deviations of
 * all values from their mean. share is the mean. most: what all of them may be worth, their number
 * unless each is a mean of several.
 */
mlt_effective mlt_effective_of_sums(const double *sums, const double *sizes, size_t n,
                                    double squares, double most);

#endif
