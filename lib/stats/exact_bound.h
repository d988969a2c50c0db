/* SPDX-License-Identifier: MIT */
/*
 * Exact bounds of a share (C. J. Clopper, E. S. Pearson, Biometrika 26, 1934).
 */
#ifndef MLT_STATS_EXACT_BOUND_H
#define MLT_STATS_EXACT_BOUND_H

/*
 * One-sided bounds of the share of which k of n were seen, each wrong in at most a share alpha of
 * cases: low is the share at which P(X >= k) = alpha (0 for k = 0), high the one at which
 * P(X <= k) = alpha (1 for k = n). n = 0 knows nothing: [0, 1]. k and n are whole.
 */
void mlt_exact_bounds(double k, double n, double alpha, double *low, double *high);

#endif
