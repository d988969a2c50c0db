/* SPDX-License-Identifier: MIT */
#include "stats/exact_bound.h"

#include "stats/binomial.h"

/* The share at which at most k successes of n have probability alpha; falls as the share grows. */
static double upper(int64_t k, int64_t n, double alpha)
{
    double low = 0, high = 1;
    if (k >= n)
        return 1;
    for (int i = 0; i < 64; i++) {
        double middle = low + (high - low) / 2;
        if (mlt_binomial_cdf(k, n, middle) > alpha)
            low = middle;
        else
            high = middle;
    }
    return high;
}

/* The share at which at least k successes have probability alpha; found from below, so that small
 * shares keep their digits. */
static double lower(int64_t k, int64_t n, double alpha)
{
    double low = 0, high = 1;
    if (k <= 0)
        return 0;
    for (int i = 0; i < 64; i++) {
        double middle = low + (high - low) / 2;
        if (mlt_binomial_sf_ge(k, n, middle) > alpha)
            high = middle;
        else
            low = middle;
    }
    return low;
}

void mlt_exact_bounds(double k, double n, double alpha, double *low, double *high)
{
    *low = 0;
    *high = 1;
    if (!(n >= 1) || !(k >= 0) || !(k <= n) || !(n < 1e15))
        return;
    *low = lower((int64_t)k, (int64_t)n, alpha);
    *high = upper((int64_t)k, (int64_t)n, alpha);
}
