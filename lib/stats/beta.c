/* SPDX-License-Identifier: MIT */
#include "stats/beta.h"

#include "base/math.h"

#include <math.h>

static double away_from_0(double x)
{
    return fabs(x) < 1e-290 ? 1e-290 : x;
}

/* W. J. Lentz's method (Applied Optics 15, 1976). */
double mlt_beta_fraction(double a, double b, double x)
{
    double c = 1;
    double d = 1 / away_from_0(1 - (a + b) * x / (a + 1));
    double h = d;
    for (double i = 1; i < 1e6; i++) {
        double even = i * (b - i) * x / ((a + 2 * i - 1) * (a + 2 * i));
        d = 1 / away_from_0(1 + even * d);
        c = away_from_0(1 + even / c);
        h *= d * c;
        double odd = -(a + i) * (a + b + i) * x / ((a + 2 * i) * (a + 2 * i + 1));
        d = 1 / away_from_0(1 + odd * d);
        c = away_from_0(1 + odd / c);
        h *= d * c;
        if (fabs(d * c - 1) < 1e-15)
            break;
    }
    return h;
}

/* For x up to about the mean, where the fraction is fast. */
static double lower_share(double a, double b, double x, double rest)
{
    if (!(x > 0))
        return 0;
    double log_whole = mlt_lgamma(a) + mlt_lgamma(b) - mlt_lgamma(a + b);
    double log_edge = a * mlt_log(x) + b * mlt_log(rest);
    return mlt_exp(log_edge - log_whole) / a * mlt_beta_fraction(a, b, x);
}

double mlt_beta_share(double a, double b, double x, double rest)
{
    if (x <= (a + 1) / (a + b + 2))
        return lower_share(a, b, x, rest);
    return 1 - lower_share(b, a, rest, x);
}
