/* SPDX-License-Identifier: MIT */
/*
 * How many samples drawn one by one a mean is worth whose samples come in units of evidence, or
 * have several values each (doc/scores.md).
 */
#ifndef MLT_SCORE_WORTH_H
#define MLT_SCORE_WORTH_H

#include "base/alloc.h"
#include "mltest/error.h"

typedef struct {
    mltest_context *ctx;
    double *sums, *sizes; /* [n_units]: of the samples of each, and how many there are */
    size_t n_units;
    double n_values; /* behind all of them */
} mlt_worth;

mltest_status mlt_worth_open(mlt_worth *worth, mltest_context *ctx, size_t n_units,
                             mltest_error **error);
void mlt_worth_close(mlt_worth *worth);

/* A sample's value, a mean of n_values. */
static inline void mlt_worth_add(mlt_worth *worth, size_t unit, double value, double n_values)
{
    worth->sums[unit] += value;
    worth->sizes[unit]++;
    worth->n_values += n_values;
}

/* squares: of what values deviate from their mean, of as many values as samples. If some unit has
 * several samples, what they have in common is known from 30 units on; below, the least is taken.
 */
double mlt_worth_of(const mlt_worth *worth, double squares);

/* value × n, whole but for rounding where that is so. */
double mlt_worth_times(double value, double n);

#endif
