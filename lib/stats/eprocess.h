/* SPDX-License-Identifier: MIT */
/*
 * Is a share below a target, judged as often as one likes while samples come in? E-processes: under
 * the hypothesis that they speak against, their expectation is at most 1 at any stopping time, so
 * that by Ville's inequality they reach 20 with a probability of at most 5 %.
 */
#ifndef MLT_STATS_EPROCESS_H
#define MLT_STATS_EPROCESS_H

#include "stats/verdict.h"

/*
 * Natural logarithms of E_pass = ∫ p^k (1-p)^(n-k) dπ(p) / [t^k (1-t)^(n-k)], π being the prior
 * Beta(1/2, 1/2) restricted to (0, t) and scaled to 1, and of E_fail, π restricted to (t, 1).
 * E_pass speaks against "the share is t or more", E_fail against "t or less".
 *
 * k in [0, n] need not be whole: a sample may be affected in a share of its replicates; the bound
 * on the error holds for values in [0, 1] (arithmetic and geometric mean). Absolute error below
 * 1e-7 for n up to 1e6. Nothing is below t <= 0 nor above t >= 1: that E is 0, its logarithm -inf.
 * NaN says nothing, nor does k outside [0, n]: both -inf.
 */
double mlt_log_e_pass(double k, double n, double t);
double mlt_log_e_fail(double k, double n, double t);

/* A pass or a fail as soon as the E is at least 1/MLT_VERDICT_ALPHA. */
mlt_verdict mlt_e_verdict(double k, double n, double t);

/*
 * One-sided 95 % bounds that hold at any stopping time: from *high on, E_pass is enough to
 * say that the share is less; up to *low, E_fail that it is more. The verdict is a pass if *high is
 * within the target, a fail if *low is beyond it. 0 and 1 where nothing is known.
 */
void mlt_e_bounds(double k, double n, double *low, double *high);

#endif
