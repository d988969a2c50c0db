/* SPDX-License-Identifier: MIT */
#include "stats/wilson.h"

#include <math.h>

void mlt_wilson(double k, double n, double z, double *low, double *high)
{
    *low = 0;
    *high = 1;
    if (!(n > 0))
        return;
    double share = k / n;
    double z2 = z * z / n;
    double centre = (share + z2 / 2) / (1 + z2);
    double half = z / (1 + z2) * sqrt((share * (1 - share) + z2 / 4) / n);
    /* At the ends the bound is exactly 0 or 1; rounding must not move it. */
    if (k > 0 && centre > half)
        *low = centre - half;
    if (k < n && centre + half < 1)
        *high = centre + half;
}
