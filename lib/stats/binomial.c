/* SPDX-License-Identifier: MIT */
/*
 * The mass function is taken apart as Loader (2000) does: Stirling's formula for the three
 * factorials leaves two small corrections and two deviances, none of which cancels. Tails are sums
 * of such terms, started at the largest and continued by ratios of neighbours.
 */
#include "stats/binomial.h"

#include "base/math.h"

#include <math.h>

static const double two_pi = 6.283185307179586;

/* ln(n!) minus Stirling's formula ln(sqrt(2πn) (n/e)^n), for n >= 1. For 0 it is 0, so that an
 * empty half of the draws drops out. */
static double stirling_rest(double n)
{
    static const double small[16] = {
        0,
        0.08106146679532725822,
        0.04134069595540929409,
        0.02767792568499833915,
        0.02079067210376509311,
        0.01664469118982119216,
        0.01387612882307074800,
        0.01189670994589177010,
        0.01041126526197209650,
        0.009255462182712732918,
        0.008330563433362871256,
        0.007573675487951840795,
        0.006942840107209529866,
        0.006408994188004207068,
        0.005951370112758847736,
        0.005554733551962801371,
    };
    if (n < 16)
        return small[(int)n];
    double r = 1 / (n * n);
    return (1.0 / 12 - (1.0 / 360 - (1.0 / 1260 - (1.0 / 1680 - r / 1188) * r) * r) * r) / n;
}

/* k - n·p without the rounding of n·p: both factors are split in halves whose products are exact.
 */
static double excess(double k, double n, double p)
{
    const double splitter = 134217729.0; /* 2^27 + 1 */
    double t = splitter * n;
    double n_high = t - (t - n);
    double n_low = n - n_high;
    t = splitter * p;
    double p_high = t - (t - p);
    double p_low = p - p_high;
    double product = n * p;
    double rest = ((n_high * p_high - product) + n_high * p_low + n_low * p_high) + n_low * p_low;
    return (k - product) - rest;
}

/* x·ln(x/mean) + mean - x, where excess = x - mean is known better than x and mean are. */
static double deviance(double x, double mean, double difference)
{
    if (x == 0)
        return mean;
    double ratio = difference / (x + mean);
    if (fabs(ratio) >= 0.5)
        return x * mlt_log(x / mean) - difference;
    /* ln(x/mean) = 2·artanh(ratio); its first term joins with -difference. */
    double square = ratio * ratio;
    double power = 2 * x * ratio;
    double sum = difference * ratio;
    for (int i = 3;; i += 2) {
        power *= square;
        double next = sum + power / i;
        if (next == sum)
            return sum;
        sum = next;
    }
}

double mlt_binomial_pmf(int64_t k, int64_t n, double p)
{
    if (k < 0 || k > n)
        return 0;
    if (p <= 0 || p >= 1)
        return k == (p <= 0 ? 0 : n);
    double x = (double)k;
    double y = (double)(n - k);
    double size = (double)n;
    double over = excess(x, size, p);
    double mass = mlt_exp(stirling_rest(size) - stirling_rest(x) - stirling_rest(y) -
                          deviance(x, size * p, over) - deviance(y, size * (1 - p), -over));
    return x > 0 && y > 0 ? mass * sqrt(size / (two_pi * x * y)) : mass;
}

/* P(X <= k) for k below the mean: terms fall from k downwards. */
static double lower_tail(int64_t k, int64_t n, double p)
{
    double term = mlt_binomial_pmf(k, n, p);
    double sum = term;
    double odds = (1 - p) / p;
    for (double i = (double)k; i > 0; i--) {
        term *= i / ((double)n - i + 1) * odds;
        if (sum + term == sum)
            break;
        sum += term;
    }
    return sum < 1 ? sum : 1;
}

/* P(X >= k) for k above the mean: terms fall from k upwards. */
static double upper_tail(int64_t k, int64_t n, double p)
{
    double term = mlt_binomial_pmf(k, n, p);
    double sum = term;
    double odds = p / (1 - p);
    for (double i = (double)k; i < (double)n; i++) {
        term *= ((double)n - i) / (i + 1) * odds;
        if (sum + term == sum)
            break;
        sum += term;
    }
    return sum < 1 ? sum : 1;
}

double mlt_binomial_cdf(int64_t k, int64_t n, double p)
{
    if (k < 0)
        return 0;
    if (k >= n || p <= 0)
        return 1;
    if (p >= 1)
        return 0;
    return (double)k < (double)n * p ? lower_tail(k, n, p) : 1 - upper_tail(k + 1, n, p);
}

double mlt_binomial_sf_ge(int64_t k, int64_t n, double p)
{
    if (k <= 0)
        return 1;
    if (k > n || p <= 0)
        return 0;
    if (p >= 1)
        return 1;
    return (double)k > (double)n * p ? upper_tail(k, n, p) : 1 - lower_tail(k - 1, n, p);
}
