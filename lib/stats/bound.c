/* SPDX-License-Identifier: MIT */
#include "stats/bound.h"

#include "stats/binomial.h"

#include <math.h>
#include <stdbool.h>

/* Halves [low, high] down to neighbouring doubles. The upper bound is looked for where the tail
 * falls with p, the lower one where it rises; each ends on the side that covers more. */
static double bisect(int64_t k, int64_t n, double alpha, bool upper)
{
    double low = 0, high = 1;
    for (;;) {
        double middle = low + (high - low) / 2;
        if (middle <= low || middle >= high)
            return upper ? high : low;
        bool beyond = upper ? mlt_binomial_cdf(k, n, middle) <= alpha
                            : mlt_binomial_sf_ge(k, n, middle) > alpha;
        if (beyond)
            high = middle;
        else
            low = middle;
    }
}

double mlt_share_upper(double k, double n, double alpha)
{
    if (!(n >= 1) || !(k >= 0))
        return 1;
    double size = floor(n);
    double count = k * size / n;
    count = ceil(count - 1e-12 * count);
    return count >= size ? 1 : bisect((int64_t)count, (int64_t)size, alpha, true);
}

double mlt_share_lower(double k, double n, double alpha)
{
    if (!(n >= 1) || !(k > 0))
        return 0;
    double size = floor(n);
    double count = k * size / n;
    count = floor(count + 1e-12 * count);
    if (count > size)
        count = size;
    return count < 1 ? 0 : bisect((int64_t)count, (int64_t)size, alpha, false);
}
