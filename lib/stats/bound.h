/* SPDX-License-Identifier: MIT */
/*
 * Exact one-sided bounds of a share (C. J. Clopper, E. S. Pearson, Biometrika 26, 1934).
 */
#ifndef MLT_STATS_BOUND_H
#define MLT_STATS_BOUND_H

/*
 * k of n samples were affected. The upper bound is the share p with P(X <= k | n, p) = alpha, 1 for
 * k = n; the lower one that with P(X >= k | n, p) = alpha, 0 for k = 0. The true share is beyond
 * either with a probability of at most alpha, in (0, 1).
 *
 * n may be an effective number and k the share times it, rounded as mlt_verdict_judge() does, away
 * from a decision: with alpha = MLT_VERDICT_ALPHA a verdict is a pass exactly if the upper bound is
 * within the target. n < 1 knows nothing: 1 and 0.
 */
double mlt_share_upper(double k, double n, double alpha);
double mlt_share_lower(double k, double n, double alpha);

#endif
