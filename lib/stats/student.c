/* SPDX-License-Identifier: MIT */
#include "stats/student.h"

#include "base/math.h"
#include "stats/beta.h"
#include "stats/normal.h"

#include <math.h>

/* From here on the normal distribution is nearer than differences of large logarithms. */
static const double normal_df = 1e8;

double mlt_student_two_sided(double t, double df)
{
    if (isnan(t) || !(df > 0))
        return NAN;
    if (df >= normal_df)
        return mlt_normal_two_sided(t, 1);
    double square = t * t; /* may be infinite: then x is 0 */
    double x = df / (df + square);
    double rest = isinf(square) ? 1 : square / (df + square);
    return mlt_beta_share(df / 2, 0.5, x, rest);
}

/* By halving: the probability falls as t grows. */
double mlt_student_limit(double p, double df)
{
    if (!(p > 0 && p <= 1) || !(df > 0))
        return NAN;
    double low = 0, high = 1;
    while (mlt_student_two_sided(high, df) > p && high < 1e300)
        high *= 2;
    for (int i = 0; i < 200; i++) {
        double middle = low + (high - low) / 2;
        if (mlt_student_two_sided(middle, df) > p)
            low = middle;
        else
            high = middle;
    }
    return high;
}
