/* SPDX-License-Identifier: MIT */
/*
 * The incomplete beta function.
 */
#ifndef MLT_STATS_BETA_H
#define MLT_STATS_BETA_H

/*
 * h in ∫₀ˣ t^(a-1) (1-t)^(b-1) dt = x^a (1-x)^b / a · h, by the continued fraction of DLMF 8.17.22.
 * Finite a, b > 0; fast for x <= (a + 1) / (a + b + 2).
 */
double mlt_beta_fraction(double a, double b, double x);

/*
 * That integral in parts of the whole, for x in [0, 1] and rest = 1 - x, each given as exactly as
 * it is known. Relative error about 1e-14 times the logarithm of the result.
 */
double mlt_beta_share(double a, double b, double x, double rest);

#endif
