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

mlt_effective mlt_effective_of_groups(const double *affected, const double *sizes, size_t n)
{
    double total = 0, hits = 0, squares = 0, groups = 0;
    for (size_t g = 0; g < n; g++) {
        if (!(sizes[g] > 0))
            continue;
        total += sizes[g];
        hits += affected[g];
        squares += sizes[g] * sizes[g];
        groups++;
    }
    if (groups == 0)
        return (mlt_effective){NAN, 0};
    double share = hits / total;
    double least = total * total / squares;
    double spread = share * (1 - share) * total * total;
    if (!(spread > 0) || groups < 2)
        return (mlt_effective){share, least};
    double variance = spread_of_groups(affected, sizes, n, share) * groups / (groups - 1);
    double worth = spread / variance; /* infinite if all groups have the same share */
    return (mlt_effective){share, worth < least ? least : worth < total ? worth : total};
}
