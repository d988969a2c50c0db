/* SPDX-License-Identifier: MIT */
/*
 * Bounds of the difference of two shares of the same samples (T. Tango, Statistics in Medicine 17,
 * 1998: the score test of a difference, turned into an interval).
 */
#ifndef MLT_STATS_PAIRED_SHARE_H
#define MLT_STATS_PAIRED_SHARE_H

/*
 * Of n samples, `only_first` have the property under the first model alone and `only_second` under
 * the second alone. Bounds of first - second, each one-sided at the normal quantile z. They stay
 * apart also when the models never differ. n < 1 knows nothing: [-1, 1].
 */
void mlt_paired_share_bounds(double only_first, double only_second, double n, double z, double *low,
                             double *high);

#endif
