/* SPDX-License-Identifier: MIT */
/*
 * A weighted mean of what is defined.
 */
#ifndef MLT_SCORE_WEIGHTED_MEAN_H
#define MLT_SCORE_WEIGHTED_MEAN_H

#include <math.h>

/* Begins as zeros. */
typedef struct {
    double sum, weight;
} mlt_weighted_mean;

static inline void mlt_mean_add(mlt_weighted_mean *m, double weight, double value)
{
    if (isnan(value) || !(weight > 0))
        return;
    m->sum += weight * value;
    m->weight += weight;
}

/* NAN of nothing. */
static inline double mlt_mean_value(const mlt_weighted_mean *m)
{
    return m->weight > 0 ? m->sum / m->weight : NAN;
}

#endif
