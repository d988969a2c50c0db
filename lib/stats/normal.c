/* SPDX-License-Identifier: MIT */
#include "stats/normal.h"

#include "base/math.h"

#include <math.h>

double mlt_normal_two_sided(double difference, double se)
{
    if (!(se >= 0) || isnan(difference))
        return NAN;
    if (difference == 0)
        return 1;
    return se > 0 ? 2 * mlt_normal_cdf(-fabs(difference) / se) : 0;
}

double mlt_detectable_difference(double se, double alpha, size_t m)
{
    double tail = alpha / 2 / (m > 1 ? (double)m : 1);
    /* From the lower tail, where a small probability is exact. */
    return (mlt_normal_quantile(0.8) - mlt_normal_quantile(tail)) * se;
}
