/* SPDX-License-Identifier: MIT */
/*
 * Isotonic regression by pooling adjacent violators (M. Ayer, H. D. Brunk, G. M. Ewing, W. T. Reid,
 * E. Silverman, Annals of Mathematical Statistics 26, 1955).
 */
#ifndef MLT_STATS_ISOTONIC_H
#define MLT_STATS_ISOTONIC_H

#include "base/error.h"

#include <stddef.h>

/*
 * fit: the non-decreasing values with the least weighted sum of squared distances from values; may
 * be values. weights NULL: 1 each; what is not above 0, or the weight of a NaN, is none: such a
 * place takes the fit before it, at the beginning that after it, NaN if nothing has a weight.
 * Finite values and weights else. MLTEST_ERR_MEMORY.
 */
mltest_status mlt_isotonic(mltest_context *ctx, const double *values, const double *weights,
                           size_t n, double *fit, mltest_error **error);

#endif
