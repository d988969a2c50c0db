/* SPDX-License-Identifier: MIT */
#include "stats/mcnemar.h"

#include "stats/binomial.h"

double mlt_mcnemar(int64_t only_a, int64_t only_b)
{
    int64_t fewer = only_a < only_b ? only_a : only_b;
    double p = 2 * mlt_binomial_cdf(fewer, only_a + only_b, 0.5);
    return p < 1 ? p : 1;
}
