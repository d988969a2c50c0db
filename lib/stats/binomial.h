/* SPDX-License-Identifier: MIT */
/*
 * Exact tails of the binomial distribution.
 */
#ifndef MLT_STATS_BINOMIAL_H
#define MLT_STATS_BINOMIAL_H

#include <stdint.h>

/*
 * n >= 0 draws, each a success with probability p in [0, 1]; any k. Relative error about 1e-12 for
 * n up to 1e6, also far out in the tails.
 */
double mlt_binomial_pmf(int64_t k, int64_t n, double p);   /* P(X = k) */
double mlt_binomial_cdf(int64_t k, int64_t n, double p);   /* P(X <= k) */
double mlt_binomial_sf_ge(int64_t k, int64_t n, double p); /* P(X >= k) */

#endif
