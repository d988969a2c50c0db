/* SPDX-License-Identifier: MIT */
/*
 * Wilson's score interval for a share (E. B. Wilson, J. Am. Stat. Assoc. 22, 1927).
 */
#ifndef MLT_STATS_WILSON_H
#define MLT_STATS_WILSON_H

/* The two-sided 95 % normal quantile. */
#define MLT_Z95 1.9599639845400542

/*
 * Bounds of the share of which k of n were seen; z is the normal quantile. k and n need not be
 * whole: n may be an effective number of samples. n <= 0 knows nothing: [0, 1].
 */
void mlt_wilson(double k, double n, double z, double *low, double *high);

#endif
