/* SPDX-License-Identifier: MIT */
/*
 * Sum and mean as NumPy computes them, so that published figures are met to the last bit.
 */
#ifndef MLT_METRIC_MEAN_H
#define MLT_METRIC_MEAN_H

#include <stddef.h>

/* As numpy.sum(); 0 for n = 0. */
double mlt_sum(const double *values, size_t n);
/* Pairwise summation in blocks of 8192 values; n >= 1. */
double mlt_mean(const double *values, size_t n);
/*
 * The same of the values in ascending order, so that the order in which they come changes no bit.
 * They are sorted where they are. None may be NaN; n >= 1.
 */
double mlt_mean_sorted(double *values, size_t n);

#endif
