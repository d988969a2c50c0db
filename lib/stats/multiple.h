/* SPDX-License-Identifier: MIT */
/*
 * p values of several tests at once.
 */
#ifndef MLT_STATS_MULTIPLE_H
#define MLT_STATS_MULTIPLE_H

#include "base/error.h"

#include <stddef.h>

/*
 * Adjusted p values: reject all that are <= alpha. p: n values in [0, 1]; NaN, no test, stays NaN.
 * adjusted may be p.
 *
 * Holm's step-down (Scandinavian J. of Statistics 6, 1979): the probability of any false rejection
 * in the family is at most alpha, whatever depends on what. family: how many hypotheses there were;
 * those that are not in the list count as not rejected; what is less than the values in the list
 * counts as their number.
 *
 * Benjamini and Hochberg (J. R. Statist. Soc. B 57, 1995): the expected share of false rejections
 * among all is at most alpha where tests are independent or positively dependent.
 *
 * MLTEST_ERR_INVALID, MLTEST_ERR_MEMORY.
 */
mltest_status mlt_holm(mltest_context *ctx, const double *p, size_t n, size_t family,
                       double *adjusted, mltest_error **error);
mltest_status mlt_benjamini_hochberg(mltest_context *ctx, const double *p, size_t n,
                                     double *adjusted, mltest_error **error);

#endif
