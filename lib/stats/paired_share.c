/* SPDX-License-Identifier: MIT */
#include "stats/paired_share.h"

#include <math.h>

/*
 * The statistic of the test that first - second is d, positive when more was seen than d. Under d,
 * the likeliest share of only_second solves 2n·q² + B·q + C = 0.
 */
static double score(double b, double c, double n, double d)
{
    double linear = (2 * n - b + c) * d - b - c;
    double constant = -c * d * (1 - d);
    double square = linear * linear - 8 * n * constant;
    double root = square > 0 ? sqrt(square) : 0;
    double q = (root - linear) / (4 * n);
    double variance = n * (2 * q + d * (1 - d));
    double excess = b - c - n * d;
    /* No variance: what was seen is either exactly d, or impossible. */
    if (!(variance > 0))
        return excess > 0 ? INFINITY : excess < 0 ? -INFINITY : 0;
    return excess / sqrt(variance);
}

/* The largest difference that the test does not refuse. */
static double upper(double b, double c, double n, double z)
{
    double low = (b - c) / n, high = 1;
    for (int i = 0; i < 64; i++) {
        double middle = low + (high - low) / 2;
        if (score(b, c, n, middle) > -z)
            low = middle;
        else
            high = middle;
    }
    return high;
}

void mlt_paired_share_bounds(double only_first, double only_second, double n, double z, double *low,
                             double *high)
{
    *low = -1;
    *high = 1;
    if (!(n >= 1) || !(only_first >= 0) || !(only_second >= 0) || !(only_first + only_second <= n))
        return;
    *high = upper(only_first, only_second, n, z);
    *low = -upper(only_second, only_first, n, z); /* the models change places */
}
