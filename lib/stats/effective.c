/* SPDX-License-Identifier: MIT */
#include "stats/effective.h"

#include <math.h>

/* Sum of the groups' squared deviations from the share. */
static double spread_of_groups(const double *affected, const double *sizes, size_t n, double share)
{
    double squares = 0;
    for (size_t g = 0; g < n; g++) {
        double d = sizes[g] > 0 ? affected[g] - share * sizes[g] : 0;
        squares += d * d;
    }
    return squares;
}

/* sizes and their squares, and the sums. */
typedef struct {
    double total, squares, sum, groups;
} totals;

static totals add_groups(const double *sums, const double *sizes, size_t n)
{
    totals t = {0, 0, 0, 0};
    for (size_t g = 0; g < n; g++) {
        if (!(sizes[g] > 0))
            continue;
        t.total += sizes[g];
        t.sum += sums[g];
        t.squares += sizes[g] * sizes[g];
        t.groups++;
    }
    return t;
}

mlt_effective mlt_effective_of_sums(const double *sums, const double *sizes, size_t n,
                                    double squares, double most)
{
    totals t = add_groups(sums, sizes, n);
    if (!(t.groups > 0))
        return (mlt_effective){NAN, 0};
    double mean = t.sum / t.total;
    double least = t.total * t.total / t.squares;
    double spread = squares * t.total;
    if (!(spread > 0) || t.groups < 2)
        return (mlt_effective){mean, least};
    double variance = spread_of_groups(sums, sizes, n, mean) * t.groups / (t.groups - 1);
    double worth = spread / variance; /* infinite if all groups have the same mean */
    return (mlt_effective){mean, worth < least ? least : worth < most ? worth : most};
}

mlt_effective mlt_effective_of_groups(const double *affected, const double *sizes, size_t n)
{
    totals t = add_groups(affected, sizes, n);
    double share = t.sum / t.total;
    return mlt_effective_of_sums(affected, sizes, n, share * (1 - share) * t.total, t.total);
}
