/* SPDX-License-Identifier: MIT */
/*
 * What is read off the normal distribution. Φ and its inverse themselves are mlt_normal_cdf() and
 * mlt_normal_quantile() of base/math.h, within 4 and 6 units of the last place.
 */
#ifndef MLT_STATS_NORMAL_H
#define MLT_STATS_NORMAL_H

#include <stddef.h>

/*
 * 2Φ(-|difference|/se), for a difference whose standard error is known well enough; approximate
 * by nature. se = 0: 1 for no difference, else 0. NaN if either is NaN or se is negative.
 */
double mlt_normal_two_sided(double difference, double se);

/*
 * The difference that a two-sided test at level alpha, corrected for a family of m >= 1 tests,
 * finds with a probability of 80 %: (z_{1-alpha/2m} + z_{.80})·se. m = 0 counts as 1.
 */
double mlt_detectable_difference(double se, double alpha, size_t m);

#endif
