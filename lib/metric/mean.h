/* SPDX-License-Identifier: MIT */
/*
 * The mean as NumPy computes it, so that published figures are met to the last bit.
 */
#ifndef MLT_METRIC_MEAN_H
#define MLT_METRIC_MEAN_H

#include <stddef.h>

/* Pairwise summation in blocks of 8192 values; n >= 1. */
double mlt_mean(const double *values, size_t n);

#endif
